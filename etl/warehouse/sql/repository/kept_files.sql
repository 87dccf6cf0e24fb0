-- As what was each kept file read?  One row per file: its state then, and what was corrected in it.
select original, stamp, sha256, corrections from originals;

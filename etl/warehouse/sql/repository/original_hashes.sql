-- Which files are kept?  One row per content.
select distinct sha256 from originals;

-- Which kept files were read otherwise than they stand now, or stand no more?  One row per file that
-- was read; `standing` says in which state each stands, `corrected` what is corrected in a content.
select o.original
from originals o
left join standing s using (original)
left join corrected r using (sha256)
where s.stamp is distinct from o.stamp or o.corrections <> ifnull(r.corrections, '')

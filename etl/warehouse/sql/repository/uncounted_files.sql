-- Which kept files hold no report that counts, and for which unit and year were they filed?  One row per
-- content.
select r.sha256, any_value(p.township) as township, any_value(r.year) as year
from reports r
left join places p using (place_id)
group by r.sha256
having not bool_or(r.is_active)

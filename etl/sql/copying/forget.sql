-- Forgets what was found in the texts of `chosen_counties`, and of reports that no longer count.
delete from similar_texts
where report_id not in (select report_id from reports where is_active)
   or report_id in (
        select r.report_id
        from reports r
        join places p using (place_id)
        join chosen_counties using (county_id)
    );
delete from compared_counties where county_id in (select county_id from chosen_counties);

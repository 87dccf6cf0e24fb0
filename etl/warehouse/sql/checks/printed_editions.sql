-- Which editions of the form do the reports that count print?
select distinct edition
from reports
where is_active and edition is not null

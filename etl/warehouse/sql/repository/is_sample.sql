-- Are these the figures of the sample county?  One row.
select is_sample from warehouse_info;

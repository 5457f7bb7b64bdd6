-- Where goods may be put away is asked at every receipt: what is on its way to a bin, and which bins an item goes to.

create index task_bound_for on wms.task (company_id, to_bin_id)
  where kind in ('put_away', 'transfer_in') and state in ('ready', 'claimed', 'started');
create index task_item_bound on wms.task (company_id, item_id)
  where kind in ('put_away', 'transfer_in') and state in ('ready', 'claimed', 'started');

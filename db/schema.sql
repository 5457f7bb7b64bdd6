-- The schema after every migration and view. Generated for reading: run `npm run codegen`.

create domain amount as numeric(18,2);
create domain business_date as date;
create domain qty as numeric(20,6);
create domain rate as numeric(18,8);
create domain unit_price as numeric(20,8);

-- append-only: what the ERP asked the warehouse to do
-- application may select, insert; kept apart by company
create table contract.instruction (
  company_id uuid not null,
  id uuid not null,
  kind text not null,
  version text not null,
  source text not null default 'erp'::text,
  document_kind text not null,
  document_id uuid not null,
  document_no text not null,
  revision integer not null default 1,
  warehouse_id uuid,
  partner_id uuid,
  body jsonb not null,
  command_id uuid not null,
  xid xid8 not null default sys.log_position(),
  recorded_at timestamp with time zone not null default clock_timestamp(),
  constraint instruction_pkey PRIMARY KEY (company_id, id),
  constraint instruction_revision_unique UNIQUE (company_id, source, document_kind, document_id, kind, revision),
  constraint instruction_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id),
  constraint instruction_kind_known CHECK ((kind = ANY (ARRAY['receive'::text, 'ship'::text, 'transfer'::text, 'count'::text, 'adjust'::text, 'cancel'::text])))
);
CREATE INDEX instruction_origin_no ON contract.instruction USING btree (company_id, ((body ->> 'originNo'::text)));
CREATE TRIGGER refuse_rewriting BEFORE DELETE OR UPDATE OR TRUNCATE ON contract.instruction FOR EACH STATEMENT EXECUTE FUNCTION sys.refuse_rewriting();

-- append-only: the lines of an instruction
-- application may select, insert; kept apart by company
create table contract.instruction_line (
  company_id uuid not null,
  id uuid not null,
  instruction_id uuid not null,
  line_no integer not null,
  document_line_id uuid,
  item_id uuid,
  qty qty,
  constraint instruction_line_pkey PRIMARY KEY (company_id, id),
  constraint instruction_line_no_unique UNIQUE (company_id, instruction_id, line_no),
  constraint instruction_line_instruction_fk FOREIGN KEY (company_id, instruction_id) REFERENCES contract.instruction(company_id, id)
);
CREATE INDEX instruction_line_document_line ON contract.instruction_line USING btree (company_id, document_line_id);
CREATE TRIGGER refuse_rewriting BEFORE DELETE OR UPDATE OR TRUNCATE ON contract.instruction_line FOR EACH STATEMENT EXECUTE FUNCTION sys.refuse_rewriting();

-- append-only: what the warehouse says happened
-- application may select, insert; kept apart by company
create table contract.report (
  company_id uuid not null,
  id uuid not null,
  kind text not null,
  version text not null,
  instruction_id uuid,
  unasked boolean not null default false,
  warehouse_id uuid,
  partner_id uuid,
  body jsonb not null default '{}'::jsonb,
  command_id uuid not null,
  actor_id uuid not null,
  device text not null default ''::text,
  occurred_at timestamp with time zone not null,
  business_date date not null,
  xid xid8 not null default sys.log_position(),
  recorded_at timestamp with time zone not null default clock_timestamp(),
  constraint report_pkey PRIMARY KEY (company_id, id),
  constraint report_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id),
  constraint report_instruction_fk FOREIGN KEY (company_id, instruction_id) REFERENCES contract.instruction(company_id, id),
  constraint report_answers_or_is_unasked CHECK (((instruction_id IS NOT NULL) <> unasked)),
  constraint report_kind_known CHECK ((kind = ANY (ARRAY['goods_received'::text, 'goods_put_away'::text, 'goods_shipped'::text, 'goods_dispatched'::text, 'goods_arrived'::text, 'goods_returned'::text, 'count_result'::text, 'stock_adjusted'::text, 'ownership_changed'::text, 'task_progress'::text])))
);
CREATE INDEX report_instruction ON contract.report USING btree (company_id, instruction_id);
CREATE INDEX report_stream ON contract.report USING btree (company_id, xid, id);
CREATE TRIGGER refuse_rewriting BEFORE DELETE OR UPDATE OR TRUNCATE ON contract.report FOR EACH STATEMENT EXECUTE FUNCTION sys.refuse_rewriting();

-- append-only: quantities of a report, each naming its movement
-- application may select, insert; kept apart by company
create table contract.report_line (
  company_id uuid not null,
  report_id uuid not null,
  line_no integer not null,
  instruction_line_id uuid,
  item_id uuid not null,
  lot_id uuid not null,
  qty qty not null,
  movement_id bigint,
  note text,
  constraint report_line_pkey PRIMARY KEY (company_id, report_id, line_no),
  constraint report_line_report_fk FOREIGN KEY (company_id, report_id) REFERENCES contract.report(company_id, id)
);
CREATE INDEX report_line_instruction_line ON contract.report_line USING btree (company_id, instruction_line_id);
CREATE TRIGGER refuse_rewriting BEFORE DELETE OR UPDATE OR TRUNCATE ON contract.report_line FOR EACH STATEMENT EXECUTE FUNCTION sys.refuse_rewriting();

-- append-only: the verdict on a received quantity
-- application may select, insert; kept apart by company
create table contract.ruling (
  company_id uuid not null,
  id uuid not null,
  inspection_id uuid not null,
  verdict text not null,
  version text not null,
  receipt_line_id uuid not null,
  item_id uuid not null,
  lot_id uuid not null,
  qty qty not null,
  reason text not null default ''::text,
  actor_id uuid not null,
  command_id uuid not null,
  business_date date not null,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  constraint ruling_pkey PRIMARY KEY (company_id, id),
  constraint ruling_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id),
  constraint ruling_qty_positive CHECK (((qty)::numeric > (0)::numeric)),
  constraint ruling_verdict_known CHECK ((verdict = ANY (ARRAY['accepted'::text, 'conceded'::text, 'rejected'::text])))
);
CREATE INDEX ruling_receipt_line ON contract.ruling USING btree (company_id, receipt_line_id);
CREATE TRIGGER refuse_rewriting BEFORE DELETE OR UPDATE OR TRUNCATE ON contract.ruling FOR EACH STATEMENT EXECUTE FUNCTION sys.refuse_rewriting();

-- application may select
create view contract.stock_position as
 SELECT b.company_id,
    b.item_id,
    n.warehouse_id,
    sum((b.on_hand)::numeric) AS on_hand,
    sum(
        CASE
            WHEN (s.promisable AND (l.blocked_reason IS NULL) AND (NOT p.holding) AND (w.purpose <> ALL (ARRAY['transit'::text, 'defective'::text])) AND ((l.expiry_date IS NULL) OR (l.expiry_date >= d.today))) THEN (b.on_hand)::numeric
            ELSE (0)::numeric
        END) AS promisable,
    sum((b.allocated)::numeric) AS allocated
   FROM (((((((wms.balance b
     JOIN wms.bin n ON (((n.company_id = b.company_id) AND (n.id = b.bin_id))))
     JOIN wms.bin_profile p ON (((p.company_id = n.company_id) AND (p.id = n.profile_id))))
     JOIN md.warehouse w ON (((w.company_id = n.company_id) AND (w.id = n.warehouse_id))))
     JOIN md.stock_status s ON ((s.code = b.status)))
     JOIN wms.lot l ON (((l.company_id = b.company_id) AND (l.id = b.lot_id))))
     JOIN md.partner o ON (((o.company_id = b.company_id) AND (o.id = b.owner_id) AND o.is_own)))
     JOIN ( SELECT company.id,
            ((now() AT TIME ZONE company.time_zone))::date AS today
           FROM sys.company) d ON ((d.id = b.company_id)))
  WHERE ((b.on_hand)::numeric > (0)::numeric)
  GROUP BY b.company_id, b.item_id, n.warehouse_id;

-- application may select, insert, update, delete; kept apart by company
create table erp.count_order (
  company_id uuid not null,
  id uuid not null,
  no text not null,
  state text not null,
  warehouse_id uuid not null,
  business_date date not null,
  scope jsonb not null,
  remark text not null default ''::text,
  version integer not null default 1,
  prepared_by uuid not null,
  prepared_at timestamp with time zone not null default now(),
  approved_by uuid,
  approved_at timestamp with time zone,
  settled_by uuid,
  settled_at timestamp with time zone,
  constraint count_order_pkey PRIMARY KEY (company_id, id),
  constraint count_order_no_unique UNIQUE (company_id, no),
  constraint count_order_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id),
  constraint count_order_warehouse_fk FOREIGN KEY (company_id, warehouse_id) REFERENCES md.warehouse(company_id, id),
  constraint count_order_state_known CHECK ((state = ANY (ARRAY['draft'::text, 'approved'::text, 'counted'::text, 'settled'::text, 'void'::text])))
);
CREATE INDEX count_order_date ON erp.count_order USING btree (company_id, business_date, id);

-- application may select, insert, update, delete; kept apart by company
create table erp.count_order_line (
  company_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  line_no integer not null,
  observation_id uuid not null,
  bin_code text not null,
  item_id uuid not null,
  lot_id uuid not null,
  lot_no text not null default ''::text,
  status text not null,
  qty_counted qty not null,
  qty_book qty not null,
  decision text,
  reason text not null default ''::text,
  movement_id bigint,
  careless boolean not null default false,
  constraint count_order_line_pkey PRIMARY KEY (company_id, id),
  constraint count_order_line_no_unique UNIQUE (company_id, order_id, line_no),
  constraint count_order_line_item_fk FOREIGN KEY (company_id, item_id) REFERENCES md.item(company_id, id),
  constraint count_order_line_order_fk FOREIGN KEY (company_id, order_id) REFERENCES erp.count_order(company_id, id),
  constraint count_order_line_decision_known CHECK ((decision = ANY (ARRAY['adjust'::text, 'keep_book'::text, 'recount'::text])))
);
CREATE INDEX count_order_line_movement ON erp.count_order_line USING btree (company_id, movement_id) WHERE (movement_id IS NOT NULL);
CREATE INDEX count_order_line_observation ON erp.count_order_line USING btree (company_id, observation_id);

-- application may select
create view erp.count_order_line_list as
 SELECT l.company_id,
    l.id,
    l.order_id,
    o.no AS order_no,
    o.state,
    o.warehouse_id,
    l.line_no,
    l.bin_code,
    l.item_id,
    i.code AS item_code,
    i.name AS item_name,
    i.spec AS item_spec,
    i.pinyin AS item_pinyin,
    u.code AS unit,
    l.lot_no,
    l.status,
    l.qty_book,
    l.qty_counted,
    ((l.qty_counted)::numeric - (l.qty_book)::numeric) AS qty_difference,
    l.decision,
    l.reason,
    (l.movement_id)::text AS movement_id,
    (
        CASE
            WHEN ((l.qty_counted)::numeric = (l.qty_book)::numeric) THEN (0)::numeric
            ELSE COALESCE(( SELECT sum((c.value)::numeric) AS sum
               FROM fin.cost_row c
              WHERE ((c.company_id = l.company_id) AND (c.movement_id = l.movement_id))), ( SELECT round(((((l.qty_counted)::numeric - (l.qty_book)::numeric) * (p.value)::numeric) / (p.qty)::numeric), 2) AS round
               FROM fin.cost_pool p
              WHERE ((p.company_id = l.company_id) AND (p.item_id = l.item_id) AND (p.cost_area = w.cost_area) AND ((p.qty)::numeric > (0)::numeric) AND ((i.cost_method <> 'specific'::text) OR (p.lot_id = l.lot_id)))
             LIMIT 1))
        END)::numeric(18,2) AS value_difference
   FROM ((((erp.count_order_line l
     JOIN erp.count_order o ON (((o.company_id = l.company_id) AND (o.id = l.order_id))))
     JOIN md.warehouse w ON (((w.company_id = o.company_id) AND (w.id = o.warehouse_id))))
     JOIN md.item i ON (((i.company_id = l.company_id) AND (i.id = l.item_id))))
     JOIN md.unit u ON (((u.company_id = i.company_id) AND (u.id = i.base_unit_id))));

-- application may select
create view erp.count_order_list as
 SELECT o.company_id,
    o.id,
    o.no,
    o.state,
    o.business_date,
    o.warehouse_id,
    w.name AS warehouse_name,
    o.remark,
    o.version,
    (o.scope -> 'binCodes'::text) AS bin_codes,
    ARRAY( SELECT i_1.id
           FROM md.item i_1
          WHERE ((i_1.company_id = o.company_id) AND (i_1.id IN ( SELECT (jsonb_array_elements_text((o.scope -> 'itemIds'::text)))::uuid AS jsonb_array_elements_text)))
          ORDER BY i_1.code) AS item_ids,
    ARRAY( SELECT i_1.code
           FROM md.item i_1
          WHERE ((i_1.company_id = o.company_id) AND (i_1.id IN ( SELECT (jsonb_array_elements_text((o.scope -> 'itemIds'::text)))::uuid AS jsonb_array_elements_text)))
          ORDER BY i_1.code) AS item_codes,
    b.name AS prepared_by_name,
    a.name AS approved_by_name,
    s.name AS settled_by_name,
    o.approved_at,
    o.settled_at,
    i.document_id AS job_id,
    i.document_no AS job_no,
    t.bin_count,
    t.bins_counted,
    l.line_count,
    l.difference_count
   FROM ((((((((erp.count_order o
     JOIN md.warehouse w ON (((w.company_id = o.company_id) AND (w.id = o.warehouse_id))))
     JOIN sys.user_account b ON ((b.id = o.prepared_by)))
     LEFT JOIN sys.user_account a ON ((a.id = o.approved_by)))
     LEFT JOIN sys.user_account s ON ((s.id = o.settled_by)))
     LEFT JOIN sys.document_link k ON (((k.company_id = o.company_id) AND (k.from_kind = 'count_order'::text) AND (k.from_id = o.id) AND (k.to_kind = 'count_job'::text))))
     LEFT JOIN contract.instruction i ON (((i.company_id = k.company_id) AND (i.document_kind = 'count_job'::text) AND (i.document_id = k.to_id) AND (i.kind = 'count'::text))))
     CROSS JOIN LATERAL ( SELECT (count(DISTINCT t_1.from_bin_id))::integer AS bin_count,
            ((count(DISTINCT t_1.from_bin_id) - count(DISTINCT t_1.from_bin_id) FILTER (WHERE (t_1.state = ANY (ARRAY['ready'::text, 'claimed'::text, 'started'::text])))))::integer AS bins_counted
           FROM wms.task t_1
          WHERE ((t_1.company_id = o.company_id) AND (t_1.document_id = i.document_id) AND (t_1.kind = 'count'::text))) t)
     CROSS JOIN LATERAL ( SELECT (count(*))::integer AS line_count,
            (count(*) FILTER (WHERE ((l_1.qty_counted)::numeric <> (l_1.qty_book)::numeric)))::integer AS difference_count
           FROM erp.count_order_line l_1
          WHERE ((l_1.company_id = o.company_id) AND (l_1.order_id = o.id))) l);

-- the soft reservation of an approved order line: what is promised and not yet shipped
-- application may select, insert, update, delete; kept apart by company
create table erp.promise (
  company_id uuid not null,
  sales_order_line_id uuid not null,
  item_id uuid not null,
  warehouse_id uuid not null,
  qty qty not null,
  due_date date not null,
  promised_at timestamp with time zone not null default clock_timestamp(),
  constraint promise_pkey PRIMARY KEY (company_id, sales_order_line_id),
  constraint promise_line_fk FOREIGN KEY (company_id, sales_order_line_id) REFERENCES erp.sales_order_line(company_id, id),
  constraint promise_not_negative CHECK (((qty)::numeric >= (0)::numeric))
);
CREATE INDEX promise_item ON erp.promise USING btree (company_id, item_id) WHERE ((qty)::numeric > (0)::numeric);

-- append-only: 催货, what was asked of a supplier for a line and what the supplier said; ordered by id
-- application may select, insert; kept apart by company
create table erp.purchase_expedite (
  company_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  line_id uuid not null,
  line_no integer not null,
  item_id uuid not null,
  verb text not null,
  day date,
  expected_date date not null,
  qty qty not null,
  reason text not null default ''::text,
  actor_id uuid not null,
  occurred_at timestamp with time zone not null,
  constraint purchase_expedite_pkey PRIMARY KEY (company_id, id),
  constraint purchase_expedite_item_fk FOREIGN KEY (company_id, item_id) REFERENCES md.item(company_id, id),
  constraint purchase_expedite_order_fk FOREIGN KEY (company_id, order_id) REFERENCES erp.purchase_order(company_id, id),
  constraint purchase_expedite_day_asked CHECK (((verb <> 'ask'::text) OR (day IS NOT NULL))),
  constraint purchase_expedite_verb_known CHECK ((verb = ANY (ARRAY['ask'::text, 'answer'::text, 'withdraw'::text])))
);
CREATE INDEX purchase_expedite_line ON erp.purchase_expedite USING btree (company_id, line_id, id);
CREATE INDEX purchase_expedite_order ON erp.purchase_expedite USING btree (company_id, order_id);
CREATE TRIGGER refuse_rewriting BEFORE DELETE OR UPDATE OR TRUNCATE ON erp.purchase_expedite FOR EACH STATEMENT EXECUTE FUNCTION sys.refuse_rewriting();

-- application may select
create view erp.purchase_expedite_list as
 SELECT e.company_id,
    e.id,
    e.order_id,
    o.no AS order_no,
    o.supplier_id,
    p.name AS supplier_name,
    p.pinyin AS supplier_pinyin,
    e.line_id,
    e.line_no,
    e.item_id,
    i.code AS item_code,
    i.name AS item_name,
    i.spec AS item_spec,
    i.pinyin AS item_pinyin,
    u.code AS unit,
    e.qty,
    e.expected_date,
    e.day AS wanted_date,
    said.day AS answered_date,
    said.occurred_at AS answered_at,
    e.reason,
    a.name AS asked_by_name,
    e.occurred_at AS asked_at,
        CASE
            WHEN (said.verb = 'withdraw'::text) THEN 'withdrawn'::text
            WHEN (again.id IS NOT NULL) THEN 'replaced'::text
            WHEN (said.day <= e.day) THEN 'agreed'::text
            WHEN (said.day IS NOT NULL) THEN 'later'::text
            WHEN ((o.state <> 'approved'::text) OR (l.id IS NULL) OR l.closed OR (((l.qty_received)::numeric - (l.qty_rejected)::numeric) >= (l.qty)::numeric)) THEN 'over'::text
            ELSE 'open'::text
        END AS state
   FROM ((((((((erp.purchase_expedite e
     JOIN erp.purchase_order o ON (((o.company_id = e.company_id) AND (o.id = e.order_id))))
     JOIN md.partner p ON (((p.company_id = o.company_id) AND (p.id = o.supplier_id))))
     JOIN md.item i ON (((i.company_id = e.company_id) AND (i.id = e.item_id))))
     JOIN md.unit u ON (((u.company_id = i.company_id) AND (u.id = i.base_unit_id))))
     JOIN sys.user_account a ON ((a.id = e.actor_id)))
     LEFT JOIN erp.purchase_order_line l ON (((l.company_id = e.company_id) AND (l.id = e.line_id))))
     LEFT JOIN LATERAL ( SELECT x.id
           FROM erp.purchase_expedite x
          WHERE ((x.company_id = e.company_id) AND (x.line_id = e.line_id) AND (x.id > e.id) AND (x.verb = 'ask'::text))
          ORDER BY x.id
         LIMIT 1) again ON (true))
     LEFT JOIN LATERAL ( SELECT x.verb,
            x.day,
            x.occurred_at
           FROM erp.purchase_expedite x
          WHERE ((x.company_id = e.company_id) AND (x.line_id = e.line_id) AND (x.id > e.id) AND ((again.id IS NULL) OR (x.id < again.id)))
          ORDER BY x.id DESC
         LIMIT 1) said ON (true))
  WHERE (e.verb = 'ask'::text);

-- application may select, insert, update, delete; kept apart by company
create table erp.purchase_order (
  company_id uuid not null,
  id uuid not null,
  no text not null,
  state text not null,
  supplier_id uuid not null,
  warehouse_id uuid not null,
  business_date date not null,
  delivery_date date not null,
  terms text not null default ''::text,
  remark text not null default ''::text,
  amount amount not null default 0,
  tax_amount amount not null default 0,
  total amount not null default 0,
  version integer not null default 1,
  prepared_by uuid not null,
  prepared_at timestamp with time zone not null default now(),
  approved_by uuid,
  approved_at timestamp with time zone,
  constraint purchase_order_pkey PRIMARY KEY (company_id, id),
  constraint purchase_order_no_unique UNIQUE (company_id, no),
  constraint purchase_order_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id),
  constraint purchase_order_supplier_fk FOREIGN KEY (company_id, supplier_id) REFERENCES md.partner(company_id, id),
  constraint purchase_order_warehouse_fk FOREIGN KEY (company_id, warehouse_id) REFERENCES md.warehouse(company_id, id),
  constraint purchase_order_state_known CHECK ((state = ANY (ARRAY['draft'::text, 'approved'::text, 'closed'::text, 'void'::text])))
);
CREATE INDEX purchase_order_date ON erp.purchase_order USING btree (company_id, business_date, id);
CREATE INDEX purchase_order_supplier ON erp.purchase_order USING btree (company_id, supplier_id);

-- application may select, insert, update, delete; kept apart by company
create table erp.purchase_order_line (
  company_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  line_no integer not null,
  item_id uuid not null,
  unit_id uuid not null,
  qty_entered qty not null,
  qty qty not null,
  price_with_tax unit_price not null,
  price unit_price not null,
  tax_rate rate not null,
  amount amount not null,
  tax_amount amount not null,
  total amount not null,
  delivery_date date not null,
  tolerance_over rate not null default 0,
  tolerance_under rate not null default 0,
  qty_notified qty not null default 0,
  qty_limit_given qty not null default 0,
  qty_received qty not null default 0,
  qty_stocked qty not null default 0,
  qty_rejected qty not null default 0,
  qty_invoiced qty not null default 0,
  closed boolean not null default false,
  tracking_no text not null default ''::text,
  confirmed_date date,
  price_entered unit_price not null,
  constraint purchase_order_line_pkey PRIMARY KEY (company_id, id),
  constraint purchase_order_line_no_unique UNIQUE (company_id, order_id, line_no),
  constraint purchase_order_line_item_fk FOREIGN KEY (company_id, item_id) REFERENCES md.item(company_id, id),
  constraint purchase_order_line_order_fk FOREIGN KEY (company_id, order_id) REFERENCES erp.purchase_order(company_id, id),
  constraint purchase_order_line_unit_fk FOREIGN KEY (company_id, unit_id) REFERENCES md.unit(company_id, id),
  constraint purchase_order_line_entered_positive CHECK (((qty_entered)::numeric > (0)::numeric)),
  constraint purchase_order_line_price_not_negative CHECK (((price_with_tax)::numeric >= (0)::numeric)),
  constraint purchase_order_line_qty_positive CHECK (((qty)::numeric > (0)::numeric)),
  constraint purchase_order_line_total CHECK (((total)::numeric = ((amount)::numeric + (tax_amount)::numeric)))
);
CREATE INDEX purchase_order_line_delivery ON erp.purchase_order_line USING btree (company_id, delivery_date, id);
CREATE INDEX purchase_order_line_item ON erp.purchase_order_line USING btree (company_id, item_id);

-- application may select
create view erp.purchase_order_line_list as
 SELECT l.company_id,
    l.id,
    l.order_id,
    o.no AS order_no,
    o.state,
    o.supplier_id,
    p.name AS supplier_name,
    p.pinyin AS supplier_pinyin,
    l.line_no,
    l.item_id,
    i.code AS item_code,
    i.name AS item_name,
    i.spec AS item_spec,
    i.pinyin AS item_pinyin,
    l.unit_id,
    eu.code AS unit_entered,
    u.code AS unit,
    l.qty_entered,
    l.qty,
    l.price_entered,
    l.price_with_tax,
    l.price,
    l.tax_rate,
    l.amount,
    l.tax_amount,
    l.total,
    l.delivery_date,
    l.tolerance_over,
    l.qty_notified,
    l.qty_received,
    l.qty_stocked,
    l.qty_rejected,
    l.qty_invoiced,
    GREATEST(((l.qty)::numeric - (l.qty_stocked)::numeric), (0)::numeric) AS qty_open,
    l.closed,
    i.inspected_on_receipt AS inspected,
    l.confirmed_date,
    l.tracking_no
   FROM (((((erp.purchase_order_line l
     JOIN erp.purchase_order o ON (((o.company_id = l.company_id) AND (o.id = l.order_id))))
     JOIN md.partner p ON (((p.company_id = o.company_id) AND (p.id = o.supplier_id))))
     JOIN md.item i ON (((i.company_id = l.company_id) AND (i.id = l.item_id))))
     JOIN md.unit u ON (((u.company_id = i.company_id) AND (u.id = i.base_unit_id))))
     JOIN md.unit eu ON (((eu.company_id = l.company_id) AND (eu.id = l.unit_id))));

-- application may select
create view erp.purchase_order_list as
 SELECT o.company_id,
    o.id,
    o.no,
    o.state,
    o.business_date,
    o.delivery_date,
    o.supplier_id,
    p.code AS supplier_code,
    p.name AS supplier_name,
    p.pinyin AS supplier_pinyin,
    o.warehouse_id,
    w.name AS warehouse_name,
    o.amount,
    o.tax_amount,
    o.total,
    o.remark,
    o.terms,
    o.version,
    b.name AS prepared_by_name,
    a.name AS approved_by_name,
    o.approved_at,
    s.line_count,
    s.qty,
    s.qty_received,
    s.qty_stocked,
    s.qty_invoiced,
        CASE
            WHEN (s.qty_stocked = (0)::numeric) THEN 'none'::text
            WHEN s.open THEN 'partial'::text
            ELSE 'complete'::text
        END AS progress
   FROM (((((erp.purchase_order o
     JOIN md.partner p ON (((p.company_id = o.company_id) AND (p.id = o.supplier_id))))
     JOIN md.warehouse w ON (((w.company_id = o.company_id) AND (w.id = o.warehouse_id))))
     JOIN sys.user_account b ON ((b.id = o.prepared_by)))
     LEFT JOIN sys.user_account a ON ((a.id = o.approved_by)))
     CROSS JOIN LATERAL ( SELECT (count(*))::integer AS line_count,
            COALESCE(sum((l.qty)::numeric), (0)::numeric) AS qty,
            COALESCE(sum((l.qty_received)::numeric), (0)::numeric) AS qty_received,
            COALESCE(sum((l.qty_stocked)::numeric), (0)::numeric) AS qty_stocked,
            COALESCE(sum((l.qty_invoiced)::numeric), (0)::numeric) AS qty_invoiced,
            COALESCE(bool_or((((l.qty_stocked)::numeric < (l.qty)::numeric) AND (NOT l.closed))), false) AS open
           FROM erp.purchase_order_line l
          WHERE ((l.company_id = o.company_id) AND (l.order_id = o.id))) s);

-- application may select, insert, update, delete; kept apart by company
create table erp.purchase_receipt (
  company_id uuid not null,
  id uuid not null,
  no text not null,
  report_id uuid not null,
  supplier_id uuid not null,
  warehouse_id uuid not null,
  business_date date not null,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  constraint purchase_receipt_pkey PRIMARY KEY (company_id, id),
  constraint purchase_receipt_no_unique UNIQUE (company_id, no),
  constraint purchase_receipt_report_unique UNIQUE (company_id, report_id),
  constraint purchase_receipt_report_fk FOREIGN KEY (company_id, report_id) REFERENCES contract.report(company_id, id),
  constraint purchase_receipt_supplier_fk FOREIGN KEY (company_id, supplier_id) REFERENCES md.partner(company_id, id)
);

-- 采购入库: the moment the goods became ours; price is the estimate 暂估 until invoiced
-- application may select, insert, update, delete; kept apart by company
create table erp.purchase_receipt_line (
  company_id uuid not null,
  id uuid not null,
  receipt_id uuid not null,
  line_no integer not null,
  order_line_id uuid not null,
  movement_id bigint not null,
  item_id uuid not null,
  lot_id uuid not null,
  conceded boolean not null default false,
  qty qty not null,
  price unit_price not null,
  tax_rate rate not null,
  amount amount not null,
  qty_invoiced qty not null default 0,
  amount_reversed amount not null default 0,
  constraint purchase_receipt_line_pkey PRIMARY KEY (company_id, id),
  constraint purchase_receipt_line_movement_unique UNIQUE (company_id, movement_id),
  constraint purchase_receipt_line_no_unique UNIQUE (company_id, receipt_id, line_no),
  constraint purchase_receipt_line_movement_fk FOREIGN KEY (company_id, movement_id) REFERENCES wms.movement(company_id, id),
  constraint purchase_receipt_line_order_line_fk FOREIGN KEY (company_id, order_line_id) REFERENCES erp.purchase_order_line(company_id, id),
  constraint purchase_receipt_line_receipt_fk FOREIGN KEY (company_id, receipt_id) REFERENCES erp.purchase_receipt(company_id, id),
  constraint purchase_receipt_line_invoiced_within_qty CHECK ((((qty_invoiced)::numeric >= (0)::numeric) AND ((qty_invoiced)::numeric <= (qty)::numeric)))
);
CREATE INDEX purchase_receipt_line_estimated ON erp.purchase_receipt_line USING btree (company_id, movement_id) WHERE ((amount)::numeric <> (amount_reversed)::numeric);
CREATE INDEX purchase_receipt_line_order_line ON erp.purchase_receipt_line USING btree (company_id, order_line_id);

-- application may select
create view erp.purchase_receipt_line_list as
 SELECT l.company_id,
    l.id,
    l.receipt_id,
    r.no AS receipt_no,
    l.line_no,
    o.id AS order_id,
    o.no AS order_no,
    l.item_id,
    i.code AS item_code,
    i.name AS item_name,
    t.lot_no,
    u.code AS unit,
    l.conceded,
    l.qty,
    l.price,
    l.tax_rate,
    l.amount,
    l.qty_invoiced,
    l.movement_id
   FROM ((((((erp.purchase_receipt_line l
     JOIN erp.purchase_receipt r ON (((r.company_id = l.company_id) AND (r.id = l.receipt_id))))
     JOIN erp.purchase_order_line ol ON (((ol.company_id = l.company_id) AND (ol.id = l.order_line_id))))
     JOIN erp.purchase_order o ON (((o.company_id = ol.company_id) AND (o.id = ol.order_id))))
     JOIN md.item i ON (((i.company_id = l.company_id) AND (i.id = l.item_id))))
     JOIN md.unit u ON (((u.company_id = i.company_id) AND (u.id = i.base_unit_id))))
     JOIN wms.lot t ON (((t.company_id = l.company_id) AND (t.id = l.lot_id))));

-- application may select
create view erp.purchase_receipt_list as
 SELECT r.company_id,
    r.id,
    r.no,
    'approved'::text AS state,
    r.business_date,
    r.supplier_id,
    p.name AS supplier_name,
    p.pinyin AS supplier_pinyin,
    r.warehouse_id,
    w.name AS warehouse_name,
    s.qty,
    s.amount,
    s.qty_invoiced,
        CASE
            WHEN (s.qty_invoiced = (0)::numeric) THEN 'none'::text
            WHEN (s.qty_invoiced < s.qty) THEN 'partial'::text
            ELSE 'complete'::text
        END AS invoice_state
   FROM (((erp.purchase_receipt r
     JOIN md.partner p ON (((p.company_id = r.company_id) AND (p.id = r.supplier_id))))
     JOIN md.warehouse w ON (((w.company_id = r.company_id) AND (w.id = r.warehouse_id))))
     CROSS JOIN LATERAL ( SELECT sum((l.qty)::numeric) AS qty,
            sum((l.amount)::numeric) AS amount,
            sum((l.qty_invoiced)::numeric) AS qty_invoiced
           FROM erp.purchase_receipt_line l
          WHERE ((l.company_id = r.company_id) AND (l.receipt_id = r.id))) s);

-- application may select, insert, update, delete; kept apart by company
create table erp.sales_delivery (
  company_id uuid not null,
  id uuid not null,
  no text not null,
  report_id uuid not null,
  customer_id uuid not null,
  warehouse_id uuid not null,
  business_date date not null,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  constraint sales_delivery_pkey PRIMARY KEY (company_id, id),
  constraint sales_delivery_no_unique UNIQUE (company_id, no),
  constraint sales_delivery_report_unique UNIQUE (company_id, report_id),
  constraint sales_delivery_customer_fk FOREIGN KEY (company_id, customer_id) REFERENCES md.partner(company_id, id),
  constraint sales_delivery_report_fk FOREIGN KEY (company_id, report_id) REFERENCES contract.report(company_id, id)
);

-- application may select, insert, update, delete; kept apart by company
create table erp.sales_delivery_line (
  company_id uuid not null,
  id uuid not null,
  delivery_id uuid not null,
  line_no integer not null,
  order_line_id uuid not null,
  movement_id bigint not null,
  item_id uuid not null,
  lot_id uuid not null,
  qty qty not null,
  qty_invoiced qty not null default 0,
  constraint sales_delivery_line_pkey PRIMARY KEY (company_id, id),
  constraint sales_delivery_line_movement_unique UNIQUE (company_id, movement_id),
  constraint sales_delivery_line_no_unique UNIQUE (company_id, delivery_id, line_no),
  constraint sales_delivery_line_delivery_fk FOREIGN KEY (company_id, delivery_id) REFERENCES erp.sales_delivery(company_id, id),
  constraint sales_delivery_line_movement_fk FOREIGN KEY (company_id, movement_id) REFERENCES wms.movement(company_id, id),
  constraint sales_delivery_line_order_line_fk FOREIGN KEY (company_id, order_line_id) REFERENCES erp.sales_order_line(company_id, id),
  constraint sales_delivery_line_invoiced_within_qty CHECK ((((qty_invoiced)::numeric >= (0)::numeric) AND ((qty_invoiced)::numeric <= (qty)::numeric)))
);
CREATE INDEX sales_delivery_line_order_line ON erp.sales_delivery_line USING btree (company_id, order_line_id);

-- application may select
create view erp.sales_delivery_line_list as
 SELECT l.company_id,
    l.id,
    l.delivery_id,
    d.no AS delivery_no,
    l.line_no,
    o.id AS order_id,
    o.no AS order_no,
    l.item_id,
    i.code AS item_code,
    i.name AS item_name,
    t.lot_no,
    u.code AS unit,
    l.qty,
    l.qty_invoiced,
    l.movement_id,
    ol.price_with_tax,
    ol.tax_rate
   FROM ((((((erp.sales_delivery_line l
     JOIN erp.sales_delivery d ON (((d.company_id = l.company_id) AND (d.id = l.delivery_id))))
     JOIN erp.sales_order_line ol ON (((ol.company_id = l.company_id) AND (ol.id = l.order_line_id))))
     JOIN erp.sales_order o ON (((o.company_id = ol.company_id) AND (o.id = ol.order_id))))
     JOIN md.item i ON (((i.company_id = l.company_id) AND (i.id = l.item_id))))
     JOIN md.unit u ON (((u.company_id = i.company_id) AND (u.id = i.base_unit_id))))
     JOIN wms.lot t ON (((t.company_id = l.company_id) AND (t.id = l.lot_id))));

-- application may select
create view erp.sales_delivery_list as
 SELECT d.company_id,
    d.id,
    d.no,
    'approved'::text AS state,
    d.business_date,
    d.customer_id,
    p.name AS customer_name,
    p.pinyin AS customer_pinyin,
    d.warehouse_id,
    w.name AS warehouse_name,
    s.qty,
    s.qty_invoiced,
        CASE
            WHEN (s.qty_invoiced = (0)::numeric) THEN 'none'::text
            WHEN (s.qty_invoiced < s.qty) THEN 'partial'::text
            ELSE 'complete'::text
        END AS invoice_state
   FROM (((erp.sales_delivery d
     JOIN md.partner p ON (((p.company_id = d.company_id) AND (p.id = d.customer_id))))
     JOIN md.warehouse w ON (((w.company_id = d.company_id) AND (w.id = d.warehouse_id))))
     CROSS JOIN LATERAL ( SELECT sum((l.qty)::numeric) AS qty,
            sum((l.qty_invoiced)::numeric) AS qty_invoiced
           FROM erp.sales_delivery_line l
          WHERE ((l.company_id = d.company_id) AND (l.delivery_id = d.id))) s);

-- application may select, insert, update, delete; kept apart by company
create table erp.sales_order (
  company_id uuid not null,
  id uuid not null,
  no text not null,
  state text not null,
  customer_id uuid not null,
  warehouse_id uuid not null,
  business_date date not null,
  delivery_date date not null,
  customer_order_no text not null default ''::text,
  ship_to text not null default ''::text,
  terms text not null default ''::text,
  remark text not null default ''::text,
  amount amount not null default 0,
  tax_amount amount not null default 0,
  total amount not null default 0,
  version integer not null default 1,
  prepared_by uuid not null,
  prepared_at timestamp with time zone not null default now(),
  approved_by uuid,
  approved_at timestamp with time zone,
  priority smallint not null default 5,
  constraint sales_order_pkey PRIMARY KEY (company_id, id),
  constraint sales_order_no_unique UNIQUE (company_id, no),
  constraint sales_order_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id),
  constraint sales_order_customer_fk FOREIGN KEY (company_id, customer_id) REFERENCES md.partner(company_id, id),
  constraint sales_order_warehouse_fk FOREIGN KEY (company_id, warehouse_id) REFERENCES md.warehouse(company_id, id),
  constraint sales_order_priority_range CHECK (((priority >= 1) AND (priority <= 9))),
  constraint sales_order_state_known CHECK ((state = ANY (ARRAY['draft'::text, 'approved'::text, 'closed'::text, 'void'::text])))
);
CREATE INDEX sales_order_customer ON erp.sales_order USING btree (company_id, customer_id);
CREATE INDEX sales_order_date ON erp.sales_order USING btree (company_id, business_date, id);

-- application may select, insert, update, delete; kept apart by company
create table erp.sales_order_line (
  company_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  line_no integer not null,
  item_id uuid not null,
  unit_id uuid not null,
  qty_entered qty not null,
  qty qty not null,
  price_with_tax unit_price not null,
  price unit_price not null,
  tax_rate rate not null,
  amount amount not null,
  tax_amount amount not null,
  total amount not null,
  delivery_date date not null,
  qty_notified qty not null default 0,
  qty_shipped qty not null default 0,
  qty_short qty not null default 0,
  qty_invoiced qty not null default 0,
  closed boolean not null default false,
  price_entered unit_price not null,
  constraint sales_order_line_pkey PRIMARY KEY (company_id, id),
  constraint sales_order_line_no_unique UNIQUE (company_id, order_id, line_no),
  constraint sales_order_line_item_fk FOREIGN KEY (company_id, item_id) REFERENCES md.item(company_id, id),
  constraint sales_order_line_order_fk FOREIGN KEY (company_id, order_id) REFERENCES erp.sales_order(company_id, id),
  constraint sales_order_line_unit_fk FOREIGN KEY (company_id, unit_id) REFERENCES md.unit(company_id, id),
  constraint sales_order_line_entered_positive CHECK (((qty_entered)::numeric > (0)::numeric)),
  constraint sales_order_line_price_not_negative CHECK (((price_with_tax)::numeric >= (0)::numeric)),
  constraint sales_order_line_qty_positive CHECK (((qty)::numeric > (0)::numeric)),
  constraint sales_order_line_total CHECK (((total)::numeric = ((amount)::numeric + (tax_amount)::numeric)))
);
CREATE INDEX sales_order_line_delivery ON erp.sales_order_line USING btree (company_id, delivery_date, id);
CREATE INDEX sales_order_line_item ON erp.sales_order_line USING btree (company_id, item_id);

-- application may select
create view erp.sales_order_line_list as
 SELECT l.company_id,
    l.id,
    l.order_id,
    o.no AS order_no,
    o.state,
    o.customer_id,
    p.name AS customer_name,
    p.pinyin AS customer_pinyin,
    l.line_no,
    l.item_id,
    i.code AS item_code,
    i.name AS item_name,
    i.spec AS item_spec,
    i.pinyin AS item_pinyin,
    l.unit_id,
    eu.code AS unit_entered,
    u.code AS unit,
    l.qty_entered,
    l.qty,
    l.price_entered,
    l.price_with_tax,
    l.price,
    l.tax_rate,
    l.amount,
    l.tax_amount,
    l.total,
    l.delivery_date,
    COALESCE((r.qty)::numeric, (0)::numeric) AS qty_promised,
    l.qty_notified,
    l.qty_shipped,
    l.qty_short,
    l.qty_invoiced,
    GREATEST(((l.qty)::numeric - (l.qty_shipped)::numeric), (0)::numeric) AS qty_open,
    l.closed
   FROM ((((((erp.sales_order_line l
     JOIN erp.sales_order o ON (((o.company_id = l.company_id) AND (o.id = l.order_id))))
     JOIN md.partner p ON (((p.company_id = o.company_id) AND (p.id = o.customer_id))))
     JOIN md.item i ON (((i.company_id = l.company_id) AND (i.id = l.item_id))))
     JOIN md.unit u ON (((u.company_id = i.company_id) AND (u.id = i.base_unit_id))))
     JOIN md.unit eu ON (((eu.company_id = l.company_id) AND (eu.id = l.unit_id))))
     LEFT JOIN erp.promise r ON (((r.company_id = l.company_id) AND (r.sales_order_line_id = l.id))));

-- application may select
create view erp.sales_order_list as
 SELECT o.company_id,
    o.id,
    o.no,
    o.state,
    o.business_date,
    o.delivery_date,
    o.customer_id,
    p.code AS customer_code,
    p.name AS customer_name,
    p.pinyin AS customer_pinyin,
    o.customer_order_no,
    o.ship_to,
    o.warehouse_id,
    w.name AS warehouse_name,
    o.amount,
    o.tax_amount,
    o.total,
    o.remark,
    o.terms,
    o.priority,
    o.version,
    b.name AS prepared_by_name,
    a.name AS approved_by_name,
    o.approved_at,
    s.line_count,
    s.qty,
    s.qty_shipped,
    s.qty_invoiced,
        CASE
            WHEN (s.qty_shipped = (0)::numeric) THEN 'none'::text
            WHEN s.open THEN 'partial'::text
            ELSE 'complete'::text
        END AS progress
   FROM (((((erp.sales_order o
     JOIN md.partner p ON (((p.company_id = o.company_id) AND (p.id = o.customer_id))))
     JOIN md.warehouse w ON (((w.company_id = o.company_id) AND (w.id = o.warehouse_id))))
     JOIN sys.user_account b ON ((b.id = o.prepared_by)))
     LEFT JOIN sys.user_account a ON ((a.id = o.approved_by)))
     CROSS JOIN LATERAL ( SELECT (count(*))::integer AS line_count,
            COALESCE(sum((l.qty)::numeric), (0)::numeric) AS qty,
            COALESCE(sum((l.qty_shipped)::numeric), (0)::numeric) AS qty_shipped,
            COALESCE(sum((l.qty_invoiced)::numeric), (0)::numeric) AS qty_invoiced,
            COALESCE(bool_or((((l.qty_shipped)::numeric < (l.qty)::numeric) AND (NOT l.closed))), false) AS open
           FROM erp.sales_order_line l
          WHERE ((l.company_id = o.company_id) AND (l.order_id = o.id))) s);

-- application may select, insert, update, delete; kept apart by company
create table erp.transfer_order (
  company_id uuid not null,
  id uuid not null,
  no text not null,
  state text not null,
  from_warehouse_id uuid not null,
  to_warehouse_id uuid not null,
  business_date date not null,
  remark text not null default ''::text,
  version integer not null default 1,
  prepared_by uuid not null,
  prepared_at timestamp with time zone not null default now(),
  approved_by uuid,
  approved_at timestamp with time zone,
  constraint transfer_order_pkey PRIMARY KEY (company_id, id),
  constraint transfer_order_no_unique UNIQUE (company_id, no),
  constraint transfer_order_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id),
  constraint transfer_order_from_fk FOREIGN KEY (company_id, from_warehouse_id) REFERENCES md.warehouse(company_id, id),
  constraint transfer_order_to_fk FOREIGN KEY (company_id, to_warehouse_id) REFERENCES md.warehouse(company_id, id),
  constraint transfer_order_between_two CHECK ((from_warehouse_id <> to_warehouse_id)),
  constraint transfer_order_state_known CHECK ((state = ANY (ARRAY['draft'::text, 'approved'::text, 'closed'::text, 'void'::text])))
);
CREATE INDEX transfer_order_date ON erp.transfer_order USING btree (company_id, business_date, id);

-- application may select, insert, update, delete; kept apart by company
create table erp.transfer_order_line (
  company_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  line_no integer not null,
  item_id uuid not null,
  qty qty not null,
  qty_dispatched qty not null default 0,
  qty_arrived qty not null default 0,
  qty_short qty not null default 0,
  qty_lost qty not null default 0,
  constraint transfer_order_line_pkey PRIMARY KEY (company_id, id),
  constraint transfer_order_line_no_unique UNIQUE (company_id, order_id, line_no),
  constraint transfer_order_line_item_fk FOREIGN KEY (company_id, item_id) REFERENCES md.item(company_id, id),
  constraint transfer_order_line_order_fk FOREIGN KEY (company_id, order_id) REFERENCES erp.transfer_order(company_id, id),
  constraint transfer_order_line_in_order CHECK (((((qty_arrived)::numeric + (qty_lost)::numeric) <= (qty_dispatched)::numeric) AND (((qty_dispatched)::numeric + (qty_short)::numeric) <= (qty)::numeric))),
  constraint transfer_order_line_qty_positive CHECK (((qty)::numeric > (0)::numeric))
);

-- application may select
create view erp.transfer_order_line_list as
 SELECT l.company_id,
    l.id,
    l.order_id,
    o.no AS order_no,
    o.state,
    o.from_warehouse_id,
    f.name AS from_warehouse_name,
    o.to_warehouse_id,
    t.name AS to_warehouse_name,
    l.line_no,
    l.item_id,
    i.code AS item_code,
    i.name AS item_name,
    i.spec AS item_spec,
    i.pinyin AS item_pinyin,
    u.code AS unit,
    l.qty,
    l.qty_dispatched,
    l.qty_arrived,
    l.qty_short,
    l.qty_lost,
    (((l.qty_dispatched)::numeric - (l.qty_arrived)::numeric) - (l.qty_lost)::numeric) AS qty_in_transit
   FROM (((((erp.transfer_order_line l
     JOIN erp.transfer_order o ON (((o.company_id = l.company_id) AND (o.id = l.order_id))))
     JOIN md.warehouse f ON (((f.company_id = o.company_id) AND (f.id = o.from_warehouse_id))))
     JOIN md.warehouse t ON (((t.company_id = o.company_id) AND (t.id = o.to_warehouse_id))))
     JOIN md.item i ON (((i.company_id = l.company_id) AND (i.id = l.item_id))))
     JOIN md.unit u ON (((u.company_id = i.company_id) AND (u.id = i.base_unit_id))));

-- application may select
create view erp.transfer_order_list as
 SELECT o.company_id,
    o.id,
    o.no,
    o.state,
    o.business_date,
    o.from_warehouse_id,
    f.name AS from_warehouse_name,
    o.to_warehouse_id,
    t.name AS to_warehouse_name,
    o.remark,
    o.version,
    b.name AS prepared_by_name,
    a.name AS approved_by_name,
    o.approved_at,
    s.line_count,
    s.qty,
    s.qty_dispatched,
    s.qty_arrived,
    s.qty_short,
    s.qty_lost,
    ((s.qty_dispatched - s.qty_arrived) - s.qty_lost) AS qty_in_transit,
        CASE
            WHEN ((s.qty_dispatched + s.qty_short) = (0)::numeric) THEN 'none'::text
            WHEN (((s.qty_dispatched + s.qty_short) < s.qty) OR ((s.qty_arrived + s.qty_lost) < s.qty_dispatched)) THEN 'partial'::text
            ELSE 'complete'::text
        END AS progress,
    i.document_id AS transfer_id,
    i.document_no AS transfer_no
   FROM (((((((erp.transfer_order o
     JOIN md.warehouse f ON (((f.company_id = o.company_id) AND (f.id = o.from_warehouse_id))))
     JOIN md.warehouse t ON (((t.company_id = o.company_id) AND (t.id = o.to_warehouse_id))))
     JOIN sys.user_account b ON ((b.id = o.prepared_by)))
     LEFT JOIN sys.user_account a ON ((a.id = o.approved_by)))
     LEFT JOIN sys.document_link k ON (((k.company_id = o.company_id) AND (k.from_kind = 'transfer_order'::text) AND (k.from_id = o.id) AND (k.to_kind = 'transfer'::text))))
     LEFT JOIN contract.instruction i ON (((i.company_id = k.company_id) AND (i.document_kind = 'transfer'::text) AND (i.document_id = k.to_id) AND (i.kind = 'transfer'::text))))
     CROSS JOIN LATERAL ( SELECT (count(*))::integer AS line_count,
            COALESCE(sum((l.qty)::numeric), (0)::numeric) AS qty,
            COALESCE(sum((l.qty_dispatched)::numeric), (0)::numeric) AS qty_dispatched,
            COALESCE(sum((l.qty_arrived)::numeric), (0)::numeric) AS qty_arrived,
            COALESCE(sum((l.qty_short)::numeric), (0)::numeric) AS qty_short,
            COALESCE(sum((l.qty_lost)::numeric), (0)::numeric) AS qty_lost
           FROM erp.transfer_order_line l
          WHERE ((l.company_id = o.company_id) AND (l.order_id = o.id))) s);

-- application may select, insert, update, delete; kept apart by company
create table fin.account (
  company_id uuid not null,
  id uuid not null,
  code text not null,
  name_zh text not null,
  name_en text not null default ''::text,
  category text not null,
  side text not null,
  level smallint not null,
  dimensions text not null default ''::text,
  postable boolean not null default true,
  active boolean not null default true,
  control text,
  constraint account_pkey PRIMARY KEY (company_id, id),
  constraint account_code_unique UNIQUE (company_id, code),
  constraint account_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id),
  constraint account_category_known CHECK ((category = ANY (ARRAY['asset'::text, 'liability'::text, 'equity'::text, 'cost'::text, 'pl'::text]))),
  constraint account_code_shape CHECK ((code ~ '^\d{4}(\.\d{2})*$'::text)),
  constraint account_control_known CHECK ((control = ANY (ARRAY['stock'::text, 'payable'::text, 'estimate'::text, 'receivable'::text]))),
  constraint account_side_known CHECK ((side = ANY (ARRAY['debit'::text, 'credit'::text])))
);

-- turnover per account and period, written with each voucher; law FIN-03 compares it with the lines
-- application may select, insert, update, delete; kept apart by company
create table fin.account_balance (
  company_id uuid not null,
  period_code text not null,
  account_id uuid not null,
  debit amount not null default 0,
  credit amount not null default 0,
  constraint account_balance_pkey PRIMARY KEY (company_id, period_code, account_id),
  constraint account_balance_account_fk FOREIGN KEY (company_id, account_id) REFERENCES fin.account(company_id, id),
  constraint account_balance_period_fk FOREIGN KEY (company_id, period_code) REFERENCES fin.period(company_id, code)
);

-- in this cost area, goods of one inventory account are carried on another
-- application may select, insert, update, delete; kept apart by company
create table fin.area_account (
  company_id uuid not null,
  cost_area text not null,
  item_account_code text not null,
  account_code text not null,
  constraint area_account_pkey PRIMARY KEY (company_id, cost_area, item_account_code),
  constraint area_account_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id)
);

-- application may select
create view fin.control_account as
 WITH booked AS (
         SELECT a.company_id,
            a.id,
            a.code,
            a.name_zh,
            a.name_en,
            a.control,
            a.side,
            COALESCE(sum(((b_1.debit)::numeric - (b_1.credit)::numeric)), (0)::numeric) AS debit_balance
           FROM (fin.account a
             LEFT JOIN fin.account_balance b_1 ON (((b_1.company_id = a.company_id) AND (b_1.account_id = a.id))))
          WHERE (a.control IS NOT NULL)
          GROUP BY a.company_id, a.id
        ), kept AS (
         SELECT cost_pool.company_id,
            cost_pool.account_code AS code,
            'stock'::text AS control,
            sum((cost_pool.value)::numeric) AS value
           FROM fin.cost_pool
          GROUP BY cost_pool.company_id, cost_pool.account_code
        UNION ALL
         SELECT o.company_id,
            NULL::text,
            o.side,
            (sum((o.amount)::numeric) - COALESCE(sum(s.settled), (0)::numeric))
           FROM (fin.open_item o
             LEFT JOIN ( SELECT settlement.company_id,
                    settlement.open_item_id,
                    sum((settlement.amount)::numeric) AS settled
                   FROM fin.settlement
                  GROUP BY settlement.company_id, settlement.open_item_id) s ON (((s.company_id = o.company_id) AND (s.open_item_id = o.id))))
          GROUP BY o.company_id, o.side
        UNION ALL
         SELECT l.company_id,
            NULL::text,
            'estimate'::text,
            sum(((l.amount)::numeric - (l.amount_reversed)::numeric)) AS sum
           FROM (erp.purchase_receipt_line l
             JOIN fin.cost_row c ON (((c.company_id = l.company_id) AND (c.movement_id = l.movement_id) AND (c.kind = 'receipt'::text))))
          WHERE ((l.amount)::numeric <> (l.amount_reversed)::numeric)
          GROUP BY l.company_id
        )
 SELECT b.company_id,
    b.id,
    b.code AS account_code,
    b.name_zh AS account_name,
    b.name_en AS account_name_en,
    b.control,
    (
        CASE
            WHEN (b.side = 'debit'::text) THEN b.debit_balance
            ELSE (- b.debit_balance)
        END)::numeric(18,2) AS account_value,
    (COALESCE(k.value, (0)::numeric))::numeric(18,2) AS book_value,
    ((
        CASE
            WHEN (b.side = 'debit'::text) THEN b.debit_balance
            ELSE (- b.debit_balance)
        END - COALESCE(k.value, (0)::numeric)))::numeric(18,2) AS difference
   FROM (booked b
     LEFT JOIN kept k ON (((k.company_id = b.company_id) AND (k.control = b.control) AND ((k.code IS NULL) OR (k.code = b.code)))));

-- what is averaged together: an item in a cost area, or one lot of it
-- application may select, insert, update, delete; kept apart by company
create table fin.cost_pool (
  company_id uuid not null,
  id uuid not null,
  item_id uuid not null,
  cost_area text not null,
  lot_id uuid not null,
  qty qty not null default 0,
  value amount not null default 0,
  account_code text not null default ''::text,
  constraint cost_pool_pkey PRIMARY KEY (company_id, id),
  constraint cost_pool_key_unique UNIQUE (company_id, item_id, cost_area, lot_id),
  constraint cost_pool_item_fk FOREIGN KEY (company_id, item_id) REFERENCES md.item(company_id, id),
  constraint cost_pool_lot_fk FOREIGN KEY (company_id, lot_id) REFERENCES wms.lot(company_id, id),
  constraint cost_pool_empty_has_no_value CHECK ((((qty)::numeric > (0)::numeric) OR ((value)::numeric = (0)::numeric))),
  constraint cost_pool_qty_not_negative CHECK (((qty)::numeric >= (0)::numeric))
);

-- append-only: the value of each movement and each later adjustment
-- application may select, insert; kept apart by company
create table fin.cost_row (
  company_id uuid not null,
  id bigint not null generated always as identity,
  pool_id uuid not null,
  kind text not null,
  item_id uuid not null,
  movement_id bigint,
  source_kind text not null,
  source_id uuid not null,
  source_line_id uuid,
  qty qty not null,
  value amount not null,
  pool_qty_after qty not null,
  pool_value_after amount not null,
  unit_cost unit_price not null,
  voucher_id uuid,
  business_date date not null,
  xid xid8 not null default sys.log_position(),
  recorded_at timestamp with time zone not null default clock_timestamp(),
  booked_on date not null,
  constraint cost_row_pkey PRIMARY KEY (company_id, id),
  constraint cost_row_movement_once UNIQUE (company_id, movement_id, kind),
  constraint cost_row_movement_fk FOREIGN KEY (company_id, movement_id) REFERENCES wms.movement(company_id, id),
  constraint cost_row_pool_fk FOREIGN KEY (company_id, pool_id) REFERENCES fin.cost_pool(company_id, id),
  constraint cost_row_voucher_fk FOREIGN KEY (company_id, voucher_id) REFERENCES fin.voucher(company_id, id),
  constraint cost_row_kind_known CHECK ((kind = ANY (ARRAY['receipt'::text, 'issue'::text, 'transfer_out'::text, 'transfer_in'::text, 'adjustment'::text])))
);
CREATE INDEX cost_row_pool ON fin.cost_row USING btree (company_id, pool_id, id);
CREATE INDEX cost_row_source_line ON fin.cost_row USING btree (company_id, source_line_id);
CREATE INDEX cost_row_voucher ON fin.cost_row USING btree (company_id, voucher_id);
CREATE TRIGGER refuse_rewriting BEFORE DELETE OR UPDATE OR TRUNCATE ON fin.cost_row FOR EACH STATEMENT EXECUTE FUNCTION sys.refuse_rewriting();

-- application may select
create view fin.cost_row_list as
 SELECT r.company_id,
    r.id,
    r.booked_on,
    r.business_date,
    r.kind,
    r.item_id,
    i.code AS item_code,
    i.name AS item_name,
    i.pinyin AS item_pinyin,
    k.cost_area,
    l.lot_no,
    u.code AS unit,
    (
        CASE
            WHEN (r.kind <> ALL (ARRAY['issue'::text, 'transfer_out'::text])) THEN (r.qty)::numeric
            ELSE NULL::numeric
        END)::numeric(20,6) AS qty_in,
    (
        CASE
            WHEN (r.kind <> ALL (ARRAY['issue'::text, 'transfer_out'::text])) THEN (r.value)::numeric
            ELSE NULL::numeric
        END)::numeric(18,2) AS value_in,
    (
        CASE
            WHEN (r.kind = ANY (ARRAY['issue'::text, 'transfer_out'::text])) THEN (- (r.qty)::numeric)
            ELSE NULL::numeric
        END)::numeric(20,6) AS qty_out,
    (
        CASE
            WHEN (r.kind = ANY (ARRAY['issue'::text, 'transfer_out'::text])) THEN (- (r.value)::numeric)
            ELSE NULL::numeric
        END)::numeric(18,2) AS value_out,
    r.unit_cost,
    r.pool_qty_after,
    r.pool_value_after,
    r.movement_id,
    r.voucher_id,
    ((v.word || '-'::text) || lpad((v.no)::text, 4, '0'::text)) AS voucher_no,
    v.source_no,
    a.name AS actor_name,
    m.device,
    r.recorded_at
   FROM (((((((fin.cost_row r
     JOIN fin.cost_pool k ON (((k.company_id = r.company_id) AND (k.id = r.pool_id))))
     JOIN md.item i ON (((i.company_id = r.company_id) AND (i.id = r.item_id))))
     JOIN md.unit u ON (((u.company_id = i.company_id) AND (u.id = i.base_unit_id))))
     LEFT JOIN wms.movement m ON (((m.company_id = r.company_id) AND (m.id = r.movement_id))))
     JOIN wms.lot l ON (((l.company_id = r.company_id) AND (l.id = COALESCE(m.lot_id, k.lot_id)))))
     LEFT JOIN sys.user_account a ON ((a.id = m.actor_id)))
     LEFT JOIN fin.voucher v ON (((v.company_id = r.company_id) AND (v.id = r.voucher_id))));

-- what came into and went out of a pool in a period, written with each cost row; law COST-04 compares it with the rows
-- application may select, insert, update, delete; kept apart by company
create table fin.cost_turnover (
  company_id uuid not null,
  period_code text not null,
  pool_id uuid not null,
  qty_in qty not null default 0,
  value_in amount not null default 0,
  qty_out qty not null default 0,
  value_out amount not null default 0,
  constraint cost_turnover_pkey PRIMARY KEY (company_id, pool_id, period_code),
  constraint cost_turnover_period_fk FOREIGN KEY (company_id, period_code) REFERENCES fin.period(company_id, code),
  constraint cost_turnover_pool_fk FOREIGN KEY (company_id, pool_id) REFERENCES fin.cost_pool(company_id, id)
);

-- application may select
create view fin.delivery_to_invoice as
 SELECT l.company_id,
    l.id,
    d.no AS delivery_no,
    d.id AS delivery_id,
    l.line_no,
    d.business_date,
    d.customer_id,
    p.name AS customer_name,
    p.pinyin AS customer_pinyin,
    o.no AS order_no,
    l.item_id,
    i.code AS item_code,
    i.name AS item_name,
    t.lot_no,
    u.code AS unit,
    l.qty,
    l.qty_invoiced,
    (((l.qty)::numeric - (l.qty_invoiced)::numeric))::numeric(20,6) AS qty_left,
    ol.price_with_tax,
    ol.tax_rate
   FROM (((((((erp.sales_delivery_line l
     JOIN erp.sales_delivery d ON (((d.company_id = l.company_id) AND (d.id = l.delivery_id))))
     JOIN erp.sales_order_line ol ON (((ol.company_id = l.company_id) AND (ol.id = l.order_line_id))))
     JOIN erp.sales_order o ON (((o.company_id = ol.company_id) AND (o.id = ol.order_id))))
     JOIN md.partner p ON (((p.company_id = d.company_id) AND (p.id = d.customer_id))))
     JOIN md.item i ON (((i.company_id = l.company_id) AND (i.id = l.item_id))))
     JOIN md.unit u ON (((u.company_id = i.company_id) AND (u.id = i.base_unit_id))))
     JOIN wms.lot t ON (((t.company_id = l.company_id) AND (t.id = l.lot_id))))
  WHERE ((l.qty)::numeric > (l.qty_invoiced)::numeric);

-- append-only: what is owed to or by a partner; what is left is amount minus settlements
-- application may select, insert; kept apart by company
create table fin.open_item (
  company_id uuid not null,
  id uuid not null,
  side text not null,
  partner_id uuid not null,
  source_kind text not null,
  source_id uuid not null,
  source_no text not null,
  business_date date not null,
  due_date date not null,
  amount amount not null,
  voucher_id uuid not null,
  round smallint not null default 1,
  constraint open_item_pkey PRIMARY KEY (company_id, id),
  constraint open_item_source_unique UNIQUE (company_id, side, source_kind, source_id),
  constraint open_item_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id),
  constraint open_item_partner_fk FOREIGN KEY (company_id, partner_id) REFERENCES md.partner(company_id, id),
  constraint open_item_voucher_fk FOREIGN KEY (company_id, voucher_id) REFERENCES fin.voucher(company_id, id),
  constraint open_item_side_known CHECK ((side = ANY (ARRAY['payable'::text, 'receivable'::text])))
);
CREATE UNIQUE INDEX open_item_opening_once ON fin.open_item USING btree (company_id, side, partner_id, source_no, round) WHERE (source_kind = 'opening'::text);
CREATE INDEX open_item_partner ON fin.open_item USING btree (company_id, side, partner_id);
CREATE TRIGGER refuse_rewriting BEFORE DELETE OR UPDATE OR TRUNCATE ON fin.open_item FOR EACH STATEMENT EXECUTE FUNCTION sys.refuse_rewriting();

-- application may select
create view fin.open_item_list as
 SELECT o.company_id,
    o.id,
    o.side,
    o.partner_id,
    p.code AS partner_code,
    p.name AS partner_name,
    p.pinyin AS partner_pinyin,
    o.source_kind,
    o.source_id,
    o.source_no,
    o.business_date,
    o.due_date,
    o.amount,
        CASE
            WHEN (o.source_kind ~~ 'opening%'::text) THEN 'voucher'::text
            ELSE replace(o.source_kind, '_reversal'::text, ''::text)
        END AS document_kind,
        CASE
            WHEN (o.source_kind ~~ 'opening%'::text) THEN o.voucher_id
            ELSE o.source_id
        END AS document_id,
    (COALESCE(s.settled, (0)::numeric))::numeric(18,2) AS settled,
    (((o.amount)::numeric - COALESCE(s.settled, (0)::numeric)))::numeric(18,2) AS left_open,
    (d.today - o.due_date) AS days_overdue,
        CASE
            WHEN ((o.amount)::numeric = COALESCE(s.settled, (0)::numeric)) THEN 'settled'::text
            WHEN (d.today <= o.due_date) THEN 'not_due'::text
            WHEN ((d.today - o.due_date) <= 30) THEN 'days_30'::text
            WHEN ((d.today - o.due_date) <= 60) THEN 'days_60'::text
            WHEN ((d.today - o.due_date) <= 90) THEN 'days_90'::text
            ELSE 'older'::text
        END AS age
   FROM (((fin.open_item o
     JOIN md.partner p ON (((p.company_id = o.company_id) AND (p.id = o.partner_id))))
     JOIN ( SELECT company.id,
            ((now() AT TIME ZONE company.time_zone))::date AS today
           FROM sys.company) d ON ((d.id = o.company_id)))
     LEFT JOIN LATERAL ( SELECT sum((x.amount)::numeric) AS settled
           FROM fin.settlement x
          WHERE ((x.company_id = o.company_id) AND (x.open_item_id = o.id))) s ON (true));

-- append-only: what an account began with, debit above zero, credit below
-- application may select, insert; kept apart by company
create table fin.opening_balance (
  company_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  partner_id uuid,
  amount amount not null,
  voucher_id uuid,
  round smallint not null default 1,
  constraint opening_balance_pkey PRIMARY KEY (company_id, id),
  constraint opening_balance_once UNIQUE NULLS NOT DISTINCT (company_id, account_id, partner_id, round),
  constraint opening_balance_account_fk FOREIGN KEY (company_id, account_id) REFERENCES fin.account(company_id, id),
  constraint opening_balance_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id),
  constraint opening_balance_partner_fk FOREIGN KEY (company_id, partner_id) REFERENCES md.partner(company_id, id),
  constraint opening_balance_voucher_fk FOREIGN KEY (company_id, voucher_id) REFERENCES fin.voucher(company_id, id),
  constraint opening_balance_not_zero CHECK (((amount)::numeric <> (0)::numeric))
);
CREATE TRIGGER refuse_rewriting BEFORE DELETE OR UPDATE OR TRUNCATE ON fin.opening_balance FOR EACH STATEMENT EXECUTE FUNCTION sys.refuse_rewriting();

-- append-only: the value of each opening stock movement
-- application may select, insert; kept apart by company
create table fin.opening_value (
  company_id uuid not null,
  movement_id bigint not null,
  value amount not null,
  constraint opening_value_pkey PRIMARY KEY (company_id, movement_id),
  constraint opening_value_movement_fk FOREIGN KEY (company_id, movement_id) REFERENCES wms.movement(company_id, id),
  constraint opening_value_not_negative CHECK (((value)::numeric >= (0)::numeric))
);
CREATE TRIGGER refuse_rewriting BEFORE DELETE OR UPDATE OR TRUNCATE ON fin.opening_value FOR EACH STATEMENT EXECUTE FUNCTION sys.refuse_rewriting();

-- application may select
create view fin.owned_movement as
 SELECT company_id,
    id,
    xid,
    kind,
    item_id,
    lot_id,
    qty,
    reversal_of,
    from_area,
    to_area,
    source_kind,
    source_id,
    source_line_id,
    report_id,
    business_date,
    recorded_at
   FROM ( SELECT m.company_id,
            m.id,
            m.xid,
            m.kind,
            m.item_id,
            m.lot_id,
            m.qty,
            m.reversal_of,
                CASE
                    WHEN (fp.counted AND (m.from_owner_id = o.id)) THEN fw.cost_area
                    ELSE NULL::text
                END AS from_area,
                CASE
                    WHEN (tp.counted AND (m.to_owner_id = o.id)) THEN tw.cost_area
                    ELSE NULL::text
                END AS to_area,
            m.source_kind,
            m.source_id,
            m.source_line_id,
            m.report_id,
            m.business_date,
            m.recorded_at
           FROM (((((((wms.movement m
             JOIN md.partner o ON (((o.company_id = m.company_id) AND o.is_own)))
             JOIN wms.bin fb ON (((fb.company_id = m.company_id) AND (fb.id = m.from_bin_id))))
             JOIN wms.bin_profile fp ON (((fp.company_id = fb.company_id) AND (fp.id = fb.profile_id))))
             JOIN md.warehouse fw ON (((fw.company_id = fb.company_id) AND (fw.id = fb.warehouse_id))))
             JOIN wms.bin tb ON (((tb.company_id = m.company_id) AND (tb.id = m.to_bin_id))))
             JOIN wms.bin_profile tp ON (((tp.company_id = tb.company_id) AND (tp.id = tb.profile_id))))
             JOIN md.warehouse tw ON (((tw.company_id = tb.company_id) AND (tw.id = tb.warehouse_id))))) ends
  WHERE (from_area IS DISTINCT FROM to_area);

-- application may select
create view fin.owned_stock as
 SELECT b.company_id,
    b.item_id,
    w.cost_area,
    b.lot_id,
    (sum((b.on_hand)::numeric))::numeric(20,6) AS qty
   FROM (((wms.balance b
     JOIN md.partner o ON (((o.company_id = b.company_id) AND (o.id = b.owner_id) AND o.is_own)))
     JOIN wms.bin n ON (((n.company_id = b.company_id) AND (n.id = b.bin_id))))
     JOIN md.warehouse w ON (((w.company_id = n.company_id) AND (w.id = n.warehouse_id))))
  WHERE ((b.on_hand)::numeric > (0)::numeric)
  GROUP BY b.company_id, b.item_id, w.cost_area, b.lot_id;

-- application may select
create view fin.partner_ageing as
 SELECT company_id,
    (partner_id || side) AS id,
    partner_id,
    partner_code,
    partner_name,
    partner_pinyin,
    side,
    (sum(left_open))::numeric(18,2) AS left_open,
    (COALESCE(sum(left_open) FILTER (WHERE (age = 'not_due'::text)), (0)::numeric))::numeric(18,2) AS not_due,
    (COALESCE(sum(left_open) FILTER (WHERE (age = 'days_30'::text)), (0)::numeric))::numeric(18,2) AS days_30,
    (COALESCE(sum(left_open) FILTER (WHERE (age = 'days_60'::text)), (0)::numeric))::numeric(18,2) AS days_60,
    (COALESCE(sum(left_open) FILTER (WHERE (age = 'days_90'::text)), (0)::numeric))::numeric(18,2) AS days_90,
    (COALESCE(sum(left_open) FILTER (WHERE (age = 'older'::text)), (0)::numeric))::numeric(18,2) AS older
   FROM fin.open_item_list
  WHERE (age <> 'settled'::text)
  GROUP BY company_id, partner_id, partner_code, partner_name, partner_pinyin, side;

-- application may select, insert, update, delete; kept apart by company
create table fin.payment (
  company_id uuid not null,
  id uuid not null,
  no text not null,
  direction text not null,
  state text not null,
  partner_id uuid not null,
  bank_account_code text not null,
  amount amount not null,
  business_date date not null,
  remark text not null default ''::text,
  prepared_by uuid not null,
  prepared_at timestamp with time zone not null default now(),
  constraint payment_pkey PRIMARY KEY (company_id, id),
  constraint payment_no_unique UNIQUE (company_id, no),
  constraint payment_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id),
  constraint payment_partner_fk FOREIGN KEY (company_id, partner_id) REFERENCES md.partner(company_id, id),
  constraint payment_amount_positive CHECK (((amount)::numeric > (0)::numeric)),
  constraint payment_direction_known CHECK ((direction = ANY (ARRAY['pay'::text, 'collect'::text]))),
  constraint payment_state_known CHECK ((state = ANY (ARRAY['approved'::text, 'reversed'::text])))
);

-- application may select
create view fin.payment_list as
 SELECT y.company_id,
    y.id,
    y.no,
    y.direction,
    y.state,
    y.partner_id,
    p.name AS partner_name,
    p.pinyin AS partner_pinyin,
    y.bank_account_code,
    y.amount,
    y.business_date,
    y.remark
   FROM (fin.payment y
     JOIN md.partner p ON (((p.company_id = y.company_id) AND (p.id = y.partner_id))));

-- application may select, insert, update, delete; kept apart by company
create table fin.period (
  company_id uuid not null,
  code text not null,
  starts_on date not null,
  ends_on date not null,
  state text not null default 'open'::text,
  closed_at timestamp with time zone,
  closed_by uuid,
  constraint period_pkey PRIMARY KEY (company_id, code),
  constraint period_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id),
  constraint period_code_shape CHECK ((code ~ '^\d{4}-(0[1-9]|1[0-2])$'::text)),
  constraint period_in_order CHECK ((ends_on >= starts_on)),
  constraint period_state_known CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text])))
);

-- which accounts an event debits and credits; amount_name is one of the amounts the event carries
-- application may select, insert, update, delete; kept apart by company
create table fin.posting_rule (
  company_id uuid not null,
  event text not null,
  line_no smallint not null,
  side text not null,
  account_source text not null,
  account_code text,
  amount_name text not null,
  red boolean not null default false,
  summary_zh text not null,
  summary_en text not null default ''::text,
  constraint posting_rule_pkey PRIMARY KEY (company_id, event, line_no),
  constraint posting_rule_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id),
  constraint posting_rule_account_source_known CHECK ((account_source = ANY (ARRAY['fixed'::text, 'item_inventory'::text, 'from_inventory'::text, 'bank'::text]))),
  constraint posting_rule_fixed_has_account CHECK (((account_source = 'fixed'::text) = (account_code IS NOT NULL))),
  constraint posting_rule_side_known CHECK ((side = ANY (ARRAY['debit'::text, 'credit'::text])))
);

-- application may select, insert, update, delete; kept apart by company
create table fin.purchase_invoice (
  company_id uuid not null,
  id uuid not null,
  no text not null,
  state text not null,
  supplier_id uuid not null,
  invoice_no text not null,
  invoice_date date not null,
  business_date date not null,
  due_date date not null,
  amount amount not null,
  tax_amount amount not null,
  total amount not null,
  version integer not null default 1,
  prepared_by uuid not null,
  prepared_at timestamp with time zone not null default now(),
  approved_by uuid,
  approved_at timestamp with time zone,
  deductible boolean not null default true,
  constraint purchase_invoice_pkey PRIMARY KEY (company_id, id),
  constraint purchase_invoice_no_unique UNIQUE (company_id, no),
  constraint purchase_invoice_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id),
  constraint purchase_invoice_supplier_fk FOREIGN KEY (company_id, supplier_id) REFERENCES md.partner(company_id, id),
  constraint purchase_invoice_state_known CHECK ((state = ANY (ARRAY['draft'::text, 'approved'::text, 'reversed'::text]))),
  constraint purchase_invoice_total CHECK (((total)::numeric = ((amount)::numeric + (tax_amount)::numeric)))
);
CREATE UNIQUE INDEX purchase_invoice_number_once ON fin.purchase_invoice USING btree (company_id, supplier_id, invoice_no) WHERE (state <> 'reversed'::text);

-- application may select, insert, update, delete; kept apart by company
create table fin.purchase_invoice_line (
  company_id uuid not null,
  id uuid not null,
  invoice_id uuid not null,
  line_no integer not null,
  receipt_line_id uuid not null,
  item_id uuid not null,
  qty qty not null,
  price unit_price not null,
  tax_rate rate not null,
  amount amount not null,
  tax_amount amount not null,
  estimate_reversed amount,
  difference_on_hand amount,
  difference_gone amount,
  constraint purchase_invoice_line_pkey PRIMARY KEY (company_id, id),
  constraint purchase_invoice_line_no_unique UNIQUE (company_id, invoice_id, line_no),
  constraint purchase_invoice_line_invoice_fk FOREIGN KEY (company_id, invoice_id) REFERENCES fin.purchase_invoice(company_id, id),
  constraint purchase_invoice_line_receipt_line_fk FOREIGN KEY (company_id, receipt_line_id) REFERENCES erp.purchase_receipt_line(company_id, id),
  constraint purchase_invoice_line_qty_positive CHECK (((qty)::numeric > (0)::numeric))
);
CREATE INDEX purchase_invoice_line_receipt_line ON fin.purchase_invoice_line USING btree (company_id, receipt_line_id);

-- application may select
create view fin.purchase_invoice_line_list as
 SELECT l.company_id,
    l.id,
    l.invoice_id,
    v.no AS invoice_no,
    l.line_no,
    r.id AS receipt_id,
    r.no AS receipt_no,
    l.item_id,
    i.code AS item_code,
    i.name AS item_name,
    u.code AS unit,
    l.qty,
    l.price,
    l.tax_rate,
    l.amount,
    l.tax_amount,
    l.estimate_reversed,
    l.difference_on_hand,
    l.difference_gone
   FROM (((((fin.purchase_invoice_line l
     JOIN fin.purchase_invoice v ON (((v.company_id = l.company_id) AND (v.id = l.invoice_id))))
     JOIN erp.purchase_receipt_line rl ON (((rl.company_id = l.company_id) AND (rl.id = l.receipt_line_id))))
     JOIN erp.purchase_receipt r ON (((r.company_id = rl.company_id) AND (r.id = rl.receipt_id))))
     JOIN md.item i ON (((i.company_id = l.company_id) AND (i.id = l.item_id))))
     JOIN md.unit u ON (((u.company_id = i.company_id) AND (u.id = i.base_unit_id))));

-- application may select
create view fin.purchase_invoice_list as
 SELECT i.company_id,
    i.id,
    i.no,
    i.state,
    i.invoice_no,
    i.invoice_date,
    i.business_date,
    i.due_date,
    i.supplier_id,
    p.name AS supplier_name,
    p.pinyin AS supplier_pinyin,
    i.amount,
    i.tax_amount,
    i.total
   FROM (fin.purchase_invoice i
     JOIN md.partner p ON (((p.company_id = i.company_id) AND (p.id = i.supplier_id))));

-- application may select
create view fin.receipt_to_invoice as
 SELECT l.company_id,
    l.id,
    r.no AS receipt_no,
    r.id AS receipt_id,
    l.line_no,
    r.business_date,
    r.supplier_id,
    p.name AS supplier_name,
    p.pinyin AS supplier_pinyin,
    o.no AS order_no,
    l.item_id,
    i.code AS item_code,
    i.name AS item_name,
    t.lot_no,
    u.code AS unit,
    l.qty,
    l.qty_invoiced,
    (((l.qty)::numeric - (l.qty_invoiced)::numeric))::numeric(20,6) AS qty_left,
    ol.price_with_tax,
    l.price,
    l.tax_rate,
    l.amount
   FROM (((((((erp.purchase_receipt_line l
     JOIN erp.purchase_receipt r ON (((r.company_id = l.company_id) AND (r.id = l.receipt_id))))
     JOIN erp.purchase_order_line ol ON (((ol.company_id = l.company_id) AND (ol.id = l.order_line_id))))
     JOIN erp.purchase_order o ON (((o.company_id = ol.company_id) AND (o.id = ol.order_id))))
     JOIN md.partner p ON (((p.company_id = r.company_id) AND (p.id = r.supplier_id))))
     JOIN md.item i ON (((i.company_id = l.company_id) AND (i.id = l.item_id))))
     JOIN md.unit u ON (((u.company_id = i.company_id) AND (u.id = i.base_unit_id))))
     JOIN wms.lot t ON (((t.company_id = l.company_id) AND (t.id = l.lot_id))))
  WHERE ((l.qty)::numeric > (l.qty_invoiced)::numeric);

-- application may select, insert, update, delete; kept apart by company
create table fin.sales_invoice (
  company_id uuid not null,
  id uuid not null,
  no text not null,
  state text not null,
  customer_id uuid not null,
  invoice_no text not null default ''::text,
  invoice_date date not null,
  business_date date not null,
  due_date date not null,
  amount amount not null,
  tax_amount amount not null,
  total amount not null,
  version integer not null default 1,
  prepared_by uuid not null,
  prepared_at timestamp with time zone not null default now(),
  approved_by uuid,
  approved_at timestamp with time zone,
  constraint sales_invoice_pkey PRIMARY KEY (company_id, id),
  constraint sales_invoice_no_unique UNIQUE (company_id, no),
  constraint sales_invoice_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id),
  constraint sales_invoice_customer_fk FOREIGN KEY (company_id, customer_id) REFERENCES md.partner(company_id, id),
  constraint sales_invoice_state_known CHECK ((state = ANY (ARRAY['draft'::text, 'approved'::text, 'reversed'::text]))),
  constraint sales_invoice_total CHECK (((total)::numeric = ((amount)::numeric + (tax_amount)::numeric)))
);

-- application may select, insert, update, delete; kept apart by company
create table fin.sales_invoice_line (
  company_id uuid not null,
  id uuid not null,
  invoice_id uuid not null,
  line_no integer not null,
  delivery_line_id uuid not null,
  item_id uuid not null,
  qty qty not null,
  price unit_price not null,
  tax_rate rate not null,
  amount amount not null,
  tax_amount amount not null,
  constraint sales_invoice_line_pkey PRIMARY KEY (company_id, id),
  constraint sales_invoice_line_no_unique UNIQUE (company_id, invoice_id, line_no),
  constraint sales_invoice_line_delivery_line_fk FOREIGN KEY (company_id, delivery_line_id) REFERENCES erp.sales_delivery_line(company_id, id),
  constraint sales_invoice_line_invoice_fk FOREIGN KEY (company_id, invoice_id) REFERENCES fin.sales_invoice(company_id, id),
  constraint sales_invoice_line_qty_positive CHECK (((qty)::numeric > (0)::numeric))
);
CREATE INDEX sales_invoice_line_delivery_line ON fin.sales_invoice_line USING btree (company_id, delivery_line_id);

-- application may select
create view fin.sales_invoice_line_list as
 SELECT l.company_id,
    l.id,
    l.invoice_id,
    v.no AS invoice_no,
    l.line_no,
    d.id AS delivery_id,
    d.no AS delivery_no,
    l.item_id,
    i.code AS item_code,
    i.name AS item_name,
    u.code AS unit,
    l.qty,
    l.price,
    l.tax_rate,
    l.amount,
    l.tax_amount
   FROM (((((fin.sales_invoice_line l
     JOIN fin.sales_invoice v ON (((v.company_id = l.company_id) AND (v.id = l.invoice_id))))
     JOIN erp.sales_delivery_line dl ON (((dl.company_id = l.company_id) AND (dl.id = l.delivery_line_id))))
     JOIN erp.sales_delivery d ON (((d.company_id = dl.company_id) AND (d.id = dl.delivery_id))))
     JOIN md.item i ON (((i.company_id = l.company_id) AND (i.id = l.item_id))))
     JOIN md.unit u ON (((u.company_id = i.company_id) AND (u.id = i.base_unit_id))));

-- application may select
create view fin.sales_invoice_list as
 SELECT i.company_id,
    i.id,
    i.no,
    i.state,
    i.invoice_no,
    i.invoice_date,
    i.business_date,
    i.due_date,
    i.customer_id,
    p.name AS customer_name,
    p.pinyin AS customer_pinyin,
    i.amount,
    i.tax_amount,
    i.total
   FROM (fin.sales_invoice i
     JOIN md.partner p ON (((p.company_id = i.company_id) AND (p.id = i.customer_id))));

-- append-only: which payment settled how much of which open item
-- application may select, insert; kept apart by company
create table fin.settlement (
  company_id uuid not null,
  id uuid not null,
  open_item_id uuid not null,
  payment_id uuid,
  amount amount not null,
  business_date date not null,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  offset_item_id uuid,
  constraint settlement_pkey PRIMARY KEY (company_id, id),
  constraint settlement_offset_fk FOREIGN KEY (company_id, offset_item_id) REFERENCES fin.open_item(company_id, id),
  constraint settlement_open_item_fk FOREIGN KEY (company_id, open_item_id) REFERENCES fin.open_item(company_id, id),
  constraint settlement_payment_fk FOREIGN KEY (company_id, payment_id) REFERENCES fin.payment(company_id, id),
  constraint settlement_by_payment_or_offset CHECK (((payment_id IS NULL) <> (offset_item_id IS NULL))),
  constraint settlement_not_zero CHECK (((amount)::numeric <> (0)::numeric))
);
CREATE INDEX settlement_open_item ON fin.settlement USING btree (company_id, open_item_id);
CREATE INDEX settlement_payment ON fin.settlement USING btree (company_id, payment_id);
CREATE TRIGGER refuse_rewriting BEFORE DELETE OR UPDATE OR TRUNCATE ON fin.settlement FOR EACH STATEMENT EXECUTE FUNCTION sys.refuse_rewriting();

-- application may select
create view fin.settlement_list as
 SELECT s.company_id,
    s.id,
    s.business_date,
    o.side,
    o.partner_id,
    p.name AS partner_name,
    o.source_id,
    o.source_no,
    replace(o.source_kind, '_reversal'::text, ''::text) AS source_kind,
    s.payment_id,
    COALESCE(y.no, ''::text) AS payment_no,
    s.amount
   FROM (((fin.settlement s
     JOIN fin.open_item o ON (((o.company_id = s.company_id) AND (o.id = s.open_item_id))))
     JOIN md.partner p ON (((p.company_id = o.company_id) AND (p.id = o.partner_id))))
     LEFT JOIN fin.payment y ON (((y.company_id = s.company_id) AND (y.id = s.payment_id))));

-- application may select
create view fin.stock_summary as
 SELECT p.company_id,
    (k.id || p.code) AS id,
    p.code AS period_code,
    k.item_id,
    i.code AS item_code,
    i.name AS item_name,
    i.pinyin AS item_pinyin,
    i.category,
    k.cost_area,
    l.lot_no,
    u.code AS unit,
    (t.qty_before)::numeric(20,6) AS opening_qty,
    (t.value_before)::numeric(18,2) AS opening_value,
    (t.qty_in)::numeric(20,6) AS qty_in,
    (t.value_in)::numeric(18,2) AS value_in,
    (t.qty_out)::numeric(20,6) AS qty_out,
    (t.value_out)::numeric(18,2) AS value_out,
    (((t.qty_before + t.qty_in) - t.qty_out))::numeric(20,6) AS closing_qty,
    (((t.value_before + t.value_in) - t.value_out))::numeric(18,2) AS closing_value
   FROM ((((((fin.period p
     JOIN sys.company c ON (((c.id = p.company_id) AND (p.starts_on <= ((now() AT TIME ZONE c.time_zone))::date))))
     JOIN fin.cost_pool k ON ((k.company_id = p.company_id)))
     JOIN md.item i ON (((i.company_id = k.company_id) AND (i.id = k.item_id))))
     JOIN md.unit u ON (((u.company_id = i.company_id) AND (u.id = i.base_unit_id))))
     JOIN wms.lot l ON (((l.company_id = k.company_id) AND (l.id = k.lot_id))))
     CROSS JOIN LATERAL ( SELECT COALESCE(sum(
                CASE
                    WHEN (x.period_code < p.code) THEN ((x.qty_in)::numeric - (x.qty_out)::numeric)
                    ELSE NULL::numeric
                END), (0)::numeric) AS qty_before,
            COALESCE(sum(
                CASE
                    WHEN (x.period_code < p.code) THEN ((x.value_in)::numeric - (x.value_out)::numeric)
                    ELSE NULL::numeric
                END), (0)::numeric) AS value_before,
            COALESCE(sum(
                CASE
                    WHEN (x.period_code = p.code) THEN (x.qty_in)::numeric
                    ELSE NULL::numeric
                END), (0)::numeric) AS qty_in,
            COALESCE(sum(
                CASE
                    WHEN (x.period_code = p.code) THEN (x.value_in)::numeric
                    ELSE NULL::numeric
                END), (0)::numeric) AS value_in,
            COALESCE(sum(
                CASE
                    WHEN (x.period_code = p.code) THEN (x.qty_out)::numeric
                    ELSE NULL::numeric
                END), (0)::numeric) AS qty_out,
            COALESCE(sum(
                CASE
                    WHEN (x.period_code = p.code) THEN (x.value_out)::numeric
                    ELSE NULL::numeric
                END), (0)::numeric) AS value_out
           FROM fin.cost_turnover x
          WHERE ((x.company_id = k.company_id) AND (x.pool_id = k.id) AND (x.period_code <= p.code))) t)
  WHERE ((t.qty_before <> (0)::numeric) OR (t.value_before <> (0)::numeric) OR (t.qty_in <> (0)::numeric) OR (t.value_in <> (0)::numeric) OR (t.qty_out <> (0)::numeric) OR (t.value_out <> (0)::numeric));

-- application may select
create view fin.stock_value_list as
 SELECT p.company_id,
    p.id,
    p.item_id,
    i.code AS item_code,
    i.name AS item_name,
    i.pinyin AS item_pinyin,
    i.category,
    i.inventory_account_code,
    p.cost_area,
    l.lot_no,
    u.code AS unit,
    p.qty,
    p.value,
    (
        CASE
            WHEN ((p.qty)::numeric > (0)::numeric) THEN round(((p.value)::numeric / (p.qty)::numeric), 8)
            ELSE (0)::numeric
        END)::numeric(20,8) AS unit_cost
   FROM (((fin.cost_pool p
     JOIN md.item i ON (((i.company_id = p.company_id) AND (i.id = p.item_id))))
     JOIN md.unit u ON (((u.company_id = i.company_id) AND (u.id = i.base_unit_id))))
     JOIN wms.lot l ON (((l.company_id = p.company_id) AND (l.id = p.lot_id))))
  WHERE (((p.qty)::numeric <> (0)::numeric) OR ((p.value)::numeric <> (0)::numeric));

-- application may select
create view fin.trial_balance as
 SELECT a.company_id,
    (a.id || p.code) AS id,
    p.code AS period_code,
    a.code AS account_code,
    a.name_zh AS account_name,
    a.name_en AS account_name_en,
    a.side,
    (
        CASE
            WHEN (a.side = 'debit'::text) THEN t.before
            ELSE (- t.before)
        END)::numeric(18,2) AS opening,
    (t.debit)::numeric(18,2) AS debit,
    (t.credit)::numeric(18,2) AS credit,
    (
        CASE
            WHEN (a.side = 'debit'::text) THEN ((t.before + t.debit) - t.credit)
            ELSE ((t.credit - t.debit) - t.before)
        END)::numeric(18,2) AS closing
   FROM (((fin.period p
     JOIN sys.company c ON (((c.id = p.company_id) AND (p.starts_on <= ((now() AT TIME ZONE c.time_zone))::date))))
     JOIN fin.account a ON ((a.company_id = p.company_id)))
     CROSS JOIN LATERAL ( SELECT COALESCE(sum(
                CASE
                    WHEN (b.period_code < p.code) THEN ((b.debit)::numeric - (b.credit)::numeric)
                    ELSE NULL::numeric
                END), (0)::numeric) AS before,
            COALESCE(sum(
                CASE
                    WHEN (b.period_code = p.code) THEN (b.debit)::numeric
                    ELSE NULL::numeric
                END), (0)::numeric) AS debit,
            COALESCE(sum(
                CASE
                    WHEN (b.period_code = p.code) THEN (b.credit)::numeric
                    ELSE NULL::numeric
                END), (0)::numeric) AS credit
           FROM fin.account_balance b
          WHERE ((b.company_id = a.company_id) AND (b.account_id = a.id) AND (b.period_code <= p.code))) t)
  WHERE ((t.before <> (0)::numeric) OR (t.debit <> (0)::numeric) OR (t.credit <> (0)::numeric));

-- the accountant's queue: movements that cannot be valued yet, and why
-- application may select, insert, update, delete; kept apart by company
create table fin.valuation_exception (
  company_id uuid not null,
  movement_id bigint not null,
  code text not null,
  facts jsonb not null default '{}'::jsonb,
  opened_at timestamp with time zone not null default now(),
  resolved_at timestamp with time zone,
  given_value amount,
  resolved_by uuid,
  constraint valuation_exception_pkey PRIMARY KEY (company_id, movement_id),
  constraint valuation_exception_movement_fk FOREIGN KEY (company_id, movement_id) REFERENCES wms.movement(company_id, id),
  constraint valuation_exception_value_not_negative CHECK (((given_value)::numeric >= (0)::numeric))
);
CREATE INDEX valuation_exception_open ON fin.valuation_exception USING btree (company_id, movement_id) WHERE (resolved_at IS NULL);

-- application may select
create view fin.valuation_exception_list as
 SELECT e.company_id,
    e.movement_id AS id,
    e.code,
    COALESCE((e.facts ->> 'account'::text), (e.facts ->> 'event'::text), (e.facts ->> 'kind'::text), (e.facts ->> 'date'::text), ''::text) AS detail,
    e.opened_at,
    m.item_id,
    i.code AS item_code,
    i.name AS item_name,
    i.pinyin AS item_pinyin,
    l.lot_no,
    m.kind,
    m.qty,
    u.code AS unit,
    m.business_date,
    a.name AS actor_name,
    m.device
   FROM (((((fin.valuation_exception e
     JOIN wms.movement m ON (((m.company_id = e.company_id) AND (m.id = e.movement_id))))
     JOIN md.item i ON (((i.company_id = m.company_id) AND (i.id = m.item_id))))
     JOIN md.unit u ON (((u.company_id = i.company_id) AND (u.id = i.base_unit_id))))
     JOIN wms.lot l ON (((l.company_id = m.company_id) AND (l.id = m.lot_id))))
     LEFT JOIN sys.user_account a ON ((a.id = m.actor_id)))
  WHERE (e.resolved_at IS NULL);

-- every movement at or below (xid, id) has been valued or sits in the exception queue
-- application may select, insert, update, delete; kept apart by company
create table fin.valuation_watermark (
  company_id uuid not null,
  through_xid xid8 not null default '0'::xid8,
  through_movement_id bigint not null default 0,
  valued_at timestamp with time zone not null default now(),
  constraint valuation_watermark_pkey PRIMARY KEY (company_id),
  constraint valuation_watermark_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id)
);

-- append-only: the one book of money; corrected only by a reversal 红字
-- application may select, insert; kept apart by company
create table fin.voucher (
  company_id uuid not null,
  id uuid not null,
  period_code text not null,
  word text not null default '记'::text,
  no integer not null,
  business_date date not null,
  event text not null,
  source_kind text not null,
  source_id uuid not null,
  source_no text not null default ''::text,
  summary text not null,
  total amount not null,
  reversal_of uuid,
  prepared_by uuid not null,
  xid xid8 not null default sys.log_position(),
  recorded_at timestamp with time zone not null default clock_timestamp(),
  source_part integer not null default 1,
  constraint voucher_pkey PRIMARY KEY (company_id, id),
  constraint voucher_no_unique UNIQUE (company_id, period_code, word, no),
  constraint voucher_once_per_event UNIQUE (company_id, event, source_kind, source_id, source_part),
  constraint voucher_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id),
  constraint voucher_period_fk FOREIGN KEY (company_id, period_code) REFERENCES fin.period(company_id, code),
  constraint voucher_reversal_fk FOREIGN KEY (company_id, reversal_of) REFERENCES fin.voucher(company_id, id),
  constraint voucher_no_positive CHECK ((no > 0)),
  constraint voucher_source_part_positive CHECK ((source_part > 0))
);
CREATE INDEX voucher_date ON fin.voucher USING btree (company_id, business_date, id);
CREATE UNIQUE INDEX voucher_reversed_once ON fin.voucher USING btree (company_id, reversal_of) WHERE (reversal_of IS NOT NULL);
CREATE INDEX voucher_source ON fin.voucher USING btree (company_id, source_id);
CREATE TRIGGER refuse_rewriting BEFORE DELETE OR UPDATE OR TRUNCATE ON fin.voucher FOR EACH STATEMENT EXECUTE FUNCTION sys.refuse_rewriting();

-- append-only: the lines of a voucher; a negative amount is written in red
-- application may select, insert; kept apart by company
create table fin.voucher_line (
  company_id uuid not null,
  voucher_id uuid not null,
  line_no integer not null,
  account_id uuid not null,
  summary text not null,
  debit amount not null default 0,
  credit amount not null default 0,
  partner_id uuid,
  item_id uuid,
  qty qty,
  constraint voucher_line_pkey PRIMARY KEY (company_id, voucher_id, line_no),
  constraint voucher_line_account_fk FOREIGN KEY (company_id, account_id) REFERENCES fin.account(company_id, id),
  constraint voucher_line_item_fk FOREIGN KEY (company_id, item_id) REFERENCES md.item(company_id, id),
  constraint voucher_line_partner_fk FOREIGN KEY (company_id, partner_id) REFERENCES md.partner(company_id, id),
  constraint voucher_line_voucher_fk FOREIGN KEY (company_id, voucher_id) REFERENCES fin.voucher(company_id, id),
  constraint voucher_line_one_side CHECK ((((debit)::numeric = (0)::numeric) <> ((credit)::numeric = (0)::numeric)))
);
CREATE INDEX voucher_line_account ON fin.voucher_line USING btree (company_id, account_id);
CREATE INDEX voucher_line_partner ON fin.voucher_line USING btree (company_id, partner_id) WHERE (partner_id IS NOT NULL);
CREATE TRIGGER refuse_rewriting BEFORE DELETE OR UPDATE OR TRUNCATE ON fin.voucher_line FOR EACH STATEMENT EXECUTE FUNCTION sys.refuse_rewriting();
CREATE CONSTRAINT TRIGGER voucher_must_balance AFTER INSERT ON fin.voucher_line DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fin.voucher_must_balance();

-- application may select
create view fin.voucher_line_list as
 SELECT l.company_id,
    ((l.voucher_id || '-'::text) || l.line_no) AS id,
    l.voucher_id,
    l.line_no,
    v.no AS voucher_no,
    v.period_code,
    v.business_date,
    l.account_id,
    a.code AS account_code,
    a.name_zh AS account_name,
    a.name_en AS account_name_en,
    l.summary,
    l.debit,
    l.credit,
    l.partner_id,
    p.name AS partner_name,
    l.item_id,
    i.code AS item_code,
    l.qty,
    v.source_no,
    v.source_kind,
    v.source_id
   FROM ((((fin.voucher_line l
     JOIN fin.voucher_list v ON (((v.company_id = l.company_id) AND (v.id = l.voucher_id))))
     JOIN fin.account a ON (((a.company_id = l.company_id) AND (a.id = l.account_id))))
     LEFT JOIN md.partner p ON (((p.company_id = l.company_id) AND (p.id = l.partner_id))))
     LEFT JOIN md.item i ON (((i.company_id = l.company_id) AND (i.id = l.item_id))));

-- application may select
create view fin.voucher_list as
 SELECT v.company_id,
    v.id,
    ((v.word || '-'::text) || lpad((v.no)::text, 4, '0'::text)) AS no,
    v.no AS serial,
    v.period_code,
    v.business_date,
    v.event,
    v.source_kind,
    v.source_id,
    v.source_no,
    v.summary,
    v.total,
    v.reversal_of,
    COALESCE(u.name, '自动'::text) AS prepared_by_name,
    r.signed_at AS reviewed_at,
    ru.name AS reviewed_by_name,
    v.recorded_at,
    (EXISTS ( SELECT
           FROM fin.voucher x
          WHERE ((x.company_id = v.company_id) AND (x.reversal_of = v.id)))) AS reversed
   FROM (((fin.voucher v
     LEFT JOIN sys.user_account u ON ((u.id = v.prepared_by)))
     LEFT JOIN fin.voucher_signature r ON (((r.company_id = v.company_id) AND (r.voucher_id = v.id) AND (r.step = 'reviewed'::text))))
     LEFT JOIN sys.user_account ru ON ((ru.id = r.signed_by)));

-- append-only: who reviewed 审核 and posted 记账 a voucher
-- application may select, insert; kept apart by company
create table fin.voucher_signature (
  company_id uuid not null,
  voucher_id uuid not null,
  step text not null,
  signed_by uuid not null,
  signed_at timestamp with time zone not null default clock_timestamp(),
  constraint voucher_signature_pkey PRIMARY KEY (company_id, voucher_id, step),
  constraint voucher_signature_voucher_fk FOREIGN KEY (company_id, voucher_id) REFERENCES fin.voucher(company_id, id),
  constraint voucher_signature_step_known CHECK ((step = ANY (ARRAY['reviewed'::text, 'posted'::text])))
);
CREATE TRIGGER refuse_rewriting BEFORE DELETE OR UPDATE OR TRUNCATE ON fin.voucher_signature FOR EACH STATEMENT EXECUTE FUNCTION sys.refuse_rewriting();

-- one version of an item's bill of material; its lines never change once it is active
-- application may select, insert, update, delete; kept apart by company
create table md.bom (
  company_id uuid not null,
  id uuid not null,
  item_id uuid not null,
  version text not null,
  state text not null,
  valid_from date not null default '-infinity'::date,
  valid_to date not null default 'infinity'::date,
  remark text not null default ''::text,
  row_version integer not null default 1,
  prepared_by uuid not null,
  prepared_at timestamp with time zone not null default now(),
  activated_by uuid,
  activated_at timestamp with time zone,
  constraint bom_pkey PRIMARY KEY (company_id, id),
  constraint bom_version_unique UNIQUE (company_id, item_id, version),
  constraint bom_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id),
  constraint bom_item_fk FOREIGN KEY (company_id, item_id) REFERENCES md.item(company_id, id),
  constraint bom_state_known CHECK ((state = ANY (ARRAY['draft'::text, 'active'::text, 'retired'::text]))),
  constraint bom_validity_in_order CHECK ((valid_from <= valid_to))
);
CREATE TRIGGER refuse_changed_bom BEFORE DELETE OR UPDATE ON md.bom FOR EACH ROW EXECUTE FUNCTION md.refuse_changed_bom();

-- need of an order = qty_fixed + order quantity × qty_num / qty_den × (1 + loss), in base units; a by-product is given instead of taken
-- application may select, insert, update, delete; kept apart by company
create table md.bom_line (
  company_id uuid not null,
  id uuid not null,
  bom_id uuid not null,
  line_no integer not null,
  component_id uuid not null,
  qty_num qty not null,
  qty_den qty not null default 1,
  qty_fixed qty not null default 0,
  loss rate not null default 0,
  by_product boolean not null default false,
  valid_from date not null default '-infinity'::date,
  valid_to date not null default 'infinity'::date,
  remark text not null default ''::text,
  constraint bom_line_pkey PRIMARY KEY (company_id, id),
  constraint bom_line_no_unique UNIQUE (company_id, bom_id, line_no),
  constraint bom_line_bom_fk FOREIGN KEY (company_id, bom_id) REFERENCES md.bom(company_id, id),
  constraint bom_line_component_fk FOREIGN KEY (company_id, component_id) REFERENCES md.item(company_id, id),
  constraint bom_line_den_positive CHECK (((qty_den)::numeric > (0)::numeric)),
  constraint bom_line_fixed_not_negative CHECK (((qty_fixed)::numeric >= (0)::numeric)),
  constraint bom_line_loss_range CHECK ((((loss)::numeric >= (0)::numeric) AND ((loss)::numeric < (1)::numeric))),
  constraint bom_line_num_not_negative CHECK (((qty_num)::numeric >= (0)::numeric)),
  constraint bom_line_takes_something CHECK ((((qty_num)::numeric > (0)::numeric) OR ((qty_fixed)::numeric > (0)::numeric))),
  constraint bom_line_validity_in_order CHECK ((valid_from <= valid_to))
);
CREATE INDEX bom_line_component ON md.bom_line USING btree (company_id, component_id);
CREATE TRIGGER refuse_changed_bom_line BEFORE INSERT OR DELETE OR UPDATE ON md.bom_line FOR EACH ROW EXECUTE FUNCTION md.refuse_changed_bom_line();

-- application may select
create view md.bom_line_list as
 SELECT l.company_id,
    l.id,
    l.bom_id,
    b.item_id,
    i.code AS parent,
    i.name AS parent_name,
    i.pinyin AS parent_pinyin,
    b.version,
    b.state,
    (b.state = 'active'::text) AS active,
    NULLIF(b.valid_from, '-infinity'::date) AS valid_from,
    NULLIF(b.valid_to, 'infinity'::date) AS valid_to,
    l.line_no,
    l.component_id,
    c.code AS component,
    c.name AS component_name,
    c.spec AS component_spec,
    c.pinyin AS component_pinyin,
    u.code AS unit,
    c.source,
    l.qty_num,
    l.qty_den,
    l.qty_fixed,
    l.loss,
    l.by_product,
    NULLIF(l.valid_from, '-infinity'::date) AS line_from,
    NULLIF(l.valid_to, 'infinity'::date) AS line_to,
    l.remark
   FROM ((((md.bom_line l
     JOIN md.bom b ON (((b.company_id = l.company_id) AND (b.id = l.bom_id))))
     JOIN md.item i ON (((i.company_id = b.company_id) AND (i.id = b.item_id))))
     JOIN md.item c ON (((c.company_id = l.company_id) AND (c.id = l.component_id))))
     JOIN md.unit u ON (((u.company_id = c.company_id) AND (u.id = c.base_unit_id))));

-- application may select
create view md.bom_list as
 SELECT b.company_id,
    b.id,
    b.item_id,
    i.code AS parent,
    i.name AS parent_name,
    i.spec AS parent_spec,
    i.pinyin,
    b.version,
    b.state,
    NULLIF(b.valid_from, '-infinity'::date) AS valid_from,
    NULLIF(b.valid_to, 'infinity'::date) AS valid_to,
    b.remark,
    b.row_version,
    ( SELECT (count(*))::integer AS count
           FROM md.bom_line l
          WHERE ((l.company_id = b.company_id) AND (l.bom_id = b.id))) AS line_count,
    b.prepared_at,
    COALESCE(p.name, ''::text) AS prepared_by_name,
    b.activated_at,
    COALESCE(a.name, ''::text) AS activated_by_name
   FROM (((md.bom b
     JOIN md.item i ON (((i.company_id = b.company_id) AND (i.id = b.item_id))))
     LEFT JOIN sys.user_account p ON ((p.id = b.prepared_by)))
     LEFT JOIN sys.user_account a ON ((a.id = b.activated_by)));

-- application may select, insert, update, delete; kept apart by company
create table md.item (
  company_id uuid not null,
  id uuid not null,
  code text not null,
  name text not null,
  name_en text not null default ''::text,
  spec text not null default ''::text,
  pinyin text not null default ''::text,
  category text not null default ''::text,
  source text not null default 'buy'::text,
  base_unit_id uuid not null,
  lot_managed boolean not null default false,
  expiry_managed boolean not null default false,
  shelf_life_days integer,
  min_remaining_life_days integer not null default 0,
  inspected_on_receipt boolean not null default false,
  inspection_note text not null default ''::text,
  allocation_rule text,
  cost_method text not null default 'moving_average'::text,
  inventory_account_code text not null default ''::text,
  tax_code_id uuid,
  purchase_price unit_price,
  sales_price unit_price,
  standard_cost unit_price,
  default_supplier_id uuid,
  default_warehouse_id uuid,
  default_bin_code text not null default ''::text,
  tolerance_over rate not null default 0,
  lead_time_days integer,
  order_minimum qty not null default 0,
  order_multiple qty not null default 0,
  safety_stock qty not null default 0,
  abc_class text not null default 'C'::text,
  active boolean not null default true,
  external_key text,
  extra jsonb not null default '{}'::jsonb,
  updated_at timestamp with time zone not null default now(),
  constraint item_pkey PRIMARY KEY (company_id, id),
  constraint item_code_unique UNIQUE (company_id, code),
  constraint item_external_key_unique UNIQUE (company_id, external_key),
  constraint item_base_unit_fk FOREIGN KEY (company_id, base_unit_id) REFERENCES md.unit(company_id, id),
  constraint item_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id),
  constraint item_default_supplier_fk FOREIGN KEY (company_id, default_supplier_id) REFERENCES md.partner(company_id, id),
  constraint item_default_warehouse_fk FOREIGN KEY (company_id, default_warehouse_id) REFERENCES md.warehouse(company_id, id),
  constraint item_tax_code_fk FOREIGN KEY (company_id, tax_code_id) REFERENCES md.tax_code(company_id, id),
  constraint item_allocation_rule_known CHECK ((allocation_rule = ANY (ARRAY['fifo'::text, 'fefo'::text]))),
  constraint item_cost_method_known CHECK ((cost_method = ANY (ARRAY['moving_average'::text, 'specific'::text]))),
  constraint item_expiry_needs_lot CHECK (((NOT expiry_managed) OR lot_managed)),
  constraint item_lead_time_range CHECK (((lead_time_days >= 0) AND (lead_time_days <= 3650))),
  constraint item_min_remaining_life_range CHECK ((min_remaining_life_days >= 0)),
  constraint item_shelf_life_positive CHECK ((shelf_life_days > 0)),
  constraint item_source_known CHECK ((source = ANY (ARRAY['buy'::text, 'make'::text, 'subcontract'::text]))),
  constraint item_specific_cost_needs_lot CHECK (((cost_method <> 'specific'::text) OR lot_managed)),
  constraint item_tolerance_over_range CHECK ((((tolerance_over)::numeric >= (0)::numeric) AND ((tolerance_over)::numeric <= (1)::numeric)))
);
CREATE INDEX item_pinyin ON md.item USING btree (company_id, pinyin text_pattern_ops);

-- application may select, insert, update, delete; kept apart by company
create table md.item_barcode (
  company_id uuid not null,
  barcode text not null,
  item_id uuid not null,
  item_pack_id uuid,
  constraint item_barcode_pkey PRIMARY KEY (company_id, barcode),
  constraint item_barcode_item_fk FOREIGN KEY (company_id, item_id) REFERENCES md.item(company_id, id),
  constraint item_barcode_pack_fk FOREIGN KEY (company_id, item_pack_id) REFERENCES md.item_pack(company_id, id),
  constraint item_barcode_shape CHECK (((barcode <> ''::text) AND (barcode = btrim(barcode))))
);
CREATE INDEX item_barcode_item ON md.item_barcode USING btree (company_id, item_id);

-- application may select
create view md.item_list as
 SELECT i.company_id,
    i.id,
    i.code,
    i.name,
    i.name_en,
    i.spec,
    i.pinyin,
    i.category,
    i.source,
    u.code AS unit,
    i.lot_managed,
    i.expiry_managed,
    i.shelf_life_days,
    i.inspected_on_receipt,
    i.inspection_note,
    i.allocation_rule,
    i.cost_method,
    i.inventory_account_code,
    t.code AS tax_code,
    t.rate AS tax_rate,
    i.purchase_price,
    i.sales_price,
    i.standard_cost,
    s.name AS supplier_name,
    w.code AS warehouse_code,
    i.default_bin_code,
    i.tolerance_over,
    i.lead_time_days,
    i.order_minimum,
    i.order_multiple,
    i.safety_stock,
    i.abc_class,
    i.active,
    i.base_unit_id
   FROM ((((md.item i
     JOIN md.unit u ON (((u.company_id = i.company_id) AND (u.id = i.base_unit_id))))
     LEFT JOIN md.tax_code t ON (((t.company_id = i.company_id) AND (t.id = i.tax_code_id))))
     LEFT JOIN md.partner s ON (((s.company_id = i.company_id) AND (s.id = i.default_supplier_id))))
     LEFT JOIN md.warehouse w ON (((w.company_id = i.company_id) AND (w.id = i.default_warehouse_id))));

-- one pack unit = numerator / denominator base units, exactly
-- application may select, insert, update, delete; kept apart by company
create table md.item_pack (
  company_id uuid not null,
  id uuid not null,
  item_id uuid not null,
  unit_id uuid not null,
  level smallint not null default 1,
  numerator bigint not null,
  denominator bigint not null default 1,
  constraint item_pack_pkey PRIMARY KEY (company_id, id),
  constraint item_pack_unit_unique UNIQUE (company_id, item_id, unit_id),
  constraint item_pack_item_fk FOREIGN KEY (company_id, item_id) REFERENCES md.item(company_id, id),
  constraint item_pack_unit_fk FOREIGN KEY (company_id, unit_id) REFERENCES md.unit(company_id, id),
  constraint item_pack_denominator_positive CHECK ((denominator > 0)),
  constraint item_pack_level_range CHECK (((level >= 1) AND (level <= 9))),
  constraint item_pack_numerator_positive CHECK ((numerator > 0))
);

-- what planning knows of an item beside its card; an item without a row is planned to stock, lot for lot
-- application may select, insert, update, delete; kept apart by company
create table md.item_planning (
  company_id uuid not null,
  item_id uuid not null,
  policy text not null default 'stock'::text,
  lot_rule text not null default 'lot_for_lot'::text,
  fixed_lot qty not null default 0,
  period_days integer not null default 1,
  order_maximum qty not null default 0,
  lead_per qty not null default 0,
  inspection_days integer not null default 0,
  safety_days integer not null default 0,
  scrap rate not null default 0,
  phantom boolean not null default false,
  calendar_id uuid,
  planner_id uuid,
  constraint item_planning_pkey PRIMARY KEY (company_id, item_id),
  constraint item_planning_calendar_fk FOREIGN KEY (company_id, calendar_id) REFERENCES md.work_calendar(company_id, id),
  constraint item_planning_item_fk FOREIGN KEY (company_id, item_id) REFERENCES md.item(company_id, id),
  constraint item_planning_fixed_lot_not_negative CHECK (((fixed_lot)::numeric >= (0)::numeric)),
  constraint item_planning_fixed_needs_lot CHECK (((lot_rule <> 'fixed'::text) OR ((fixed_lot)::numeric > (0)::numeric))),
  constraint item_planning_inspection_range CHECK (((inspection_days >= 0) AND (inspection_days <= 365))),
  constraint item_planning_lead_per_not_negative CHECK (((lead_per)::numeric >= (0)::numeric)),
  constraint item_planning_lot_rule_known CHECK ((lot_rule = ANY (ARRAY['lot_for_lot'::text, 'fixed'::text, 'period'::text]))),
  constraint item_planning_maximum_not_negative CHECK (((order_maximum)::numeric >= (0)::numeric)),
  constraint item_planning_period_positive CHECK ((period_days >= 1)),
  constraint item_planning_policy_known CHECK ((policy = ANY (ARRAY['stock'::text, 'order'::text]))),
  constraint item_planning_safety_range CHECK (((safety_days >= 0) AND (safety_days <= 365))),
  constraint item_planning_scrap_range CHECK ((((scrap)::numeric >= (0)::numeric) AND ((scrap)::numeric < (1)::numeric)))
);

-- application may select
create view md.item_planning_list as
 SELECT i.company_id,
    i.id,
    i.code AS item,
    i.name,
    i.spec,
    i.pinyin,
    i.category,
    i.source,
    u.code AS unit,
    COALESCE(p.policy, 'stock'::text) AS policy,
    COALESCE(p.lot_rule, 'lot_for_lot'::text) AS lot_rule,
    p.fixed_lot,
    p.period_days,
    p.order_maximum,
    i.lead_time_days,
    p.lead_per,
    p.inspection_days,
    p.safety_days,
    i.order_minimum,
    i.order_multiple,
    i.safety_stock,
    p.scrap,
    COALESCE(p.phantom, false) AS phantom,
    c.code AS calendar,
    a.login AS planner,
    a.name AS planner_name,
    p.calendar_id,
    p.planner_id
   FROM ((((md.item i
     JOIN md.unit u ON (((u.company_id = i.company_id) AND (u.id = i.base_unit_id))))
     LEFT JOIN md.item_planning p ON (((p.company_id = i.company_id) AND (p.item_id = i.id))))
     LEFT JOIN md.work_calendar c ON (((c.company_id = p.company_id) AND (c.id = p.calendar_id))))
     LEFT JOIN sys.user_account a ON ((a.id = p.planner_id)))
  WHERE i.active;

-- application may select, insert, update, delete; kept apart by company
create table md.item_price (
  company_id uuid not null,
  id uuid not null,
  side text not null,
  partner_id uuid not null,
  item_id uuid not null,
  price_with_tax unit_price not null,
  qty_from qty not null default 0,
  constraint item_price_pkey PRIMARY KEY (company_id, id),
  constraint item_price_unique UNIQUE (company_id, side, partner_id, item_id, qty_from),
  constraint item_price_item_fk FOREIGN KEY (company_id, item_id) REFERENCES md.item(company_id, id),
  constraint item_price_partner_fk FOREIGN KEY (company_id, partner_id) REFERENCES md.partner(company_id, id),
  constraint item_price_not_negative CHECK (((price_with_tax)::numeric >= (0)::numeric)),
  constraint item_price_qty_from_not_negative CHECK (((qty_from)::numeric >= (0)::numeric)),
  constraint item_price_side_known CHECK ((side = ANY (ARRAY['purchase'::text, 'sales'::text])))
);

-- who supplies an item (or makes it for us): the lowest priority first, split by quota where quotas are given; null = as on the item's card
-- application may select, insert, update, delete; kept apart by company
create table md.item_source (
  company_id uuid not null,
  id uuid not null,
  item_id uuid not null,
  supplier_id uuid not null,
  priority integer not null default 1,
  quota rate not null default 0,
  lead_days integer,
  order_minimum qty,
  order_multiple qty,
  calendar_id uuid,
  valid_from date not null default '-infinity'::date,
  valid_to date not null default 'infinity'::date,
  constraint item_source_pkey PRIMARY KEY (company_id, id),
  constraint item_source_unique UNIQUE (company_id, item_id, supplier_id),
  constraint item_source_calendar_fk FOREIGN KEY (company_id, calendar_id) REFERENCES md.work_calendar(company_id, id),
  constraint item_source_item_fk FOREIGN KEY (company_id, item_id) REFERENCES md.item(company_id, id),
  constraint item_source_supplier_fk FOREIGN KEY (company_id, supplier_id) REFERENCES md.partner(company_id, id),
  constraint item_source_lead_range CHECK (((lead_days >= 0) AND (lead_days <= 3650))),
  constraint item_source_minimum_not_negative CHECK (((order_minimum)::numeric >= (0)::numeric)),
  constraint item_source_multiple_not_negative CHECK (((order_multiple)::numeric >= (0)::numeric)),
  constraint item_source_quota_range CHECK ((((quota)::numeric >= (0)::numeric) AND ((quota)::numeric <= (1)::numeric)))
);

-- application may select
create view md.item_source_list as
 SELECT s.company_id,
    s.id,
    s.item_id,
    i.code AS item,
    i.name AS item_name,
    i.pinyin,
    s.supplier_id,
    p.code AS supplier,
    p.name AS supplier_name,
    s.priority,
    s.quota,
    s.lead_days,
    s.order_minimum,
    s.order_multiple,
    c.code AS calendar,
    s.calendar_id,
    NULLIF(s.valid_from, '-infinity'::date) AS valid_from,
    NULLIF(s.valid_to, 'infinity'::date) AS valid_to
   FROM (((md.item_source s
     JOIN md.item i ON (((i.company_id = s.company_id) AND (i.id = s.item_id))))
     JOIN md.partner p ON (((p.company_id = s.company_id) AND (p.id = s.supplier_id))))
     LEFT JOIN md.work_calendar c ON (((c.company_id = s.company_id) AND (c.id = s.calendar_id))));

-- alternate: may stand in where the item is short; use_up: the item is used up, then the substitute takes its place everywhere
-- application may select, insert, update, delete; kept apart by company
create table md.item_substitute (
  company_id uuid not null,
  id uuid not null,
  item_id uuid not null,
  substitute_id uuid not null,
  parent_id uuid,
  kind text not null,
  priority integer not null default 1,
  qty_num qty not null default 1,
  qty_den qty not null default 1,
  valid_from date not null default '-infinity'::date,
  valid_to date not null default 'infinity'::date,
  constraint item_substitute_pkey PRIMARY KEY (company_id, id),
  constraint item_substitute_unique UNIQUE NULLS NOT DISTINCT (company_id, item_id, substitute_id, parent_id),
  constraint item_substitute_item_fk FOREIGN KEY (company_id, item_id) REFERENCES md.item(company_id, id),
  constraint item_substitute_parent_fk FOREIGN KEY (company_id, parent_id) REFERENCES md.item(company_id, id),
  constraint item_substitute_substitute_fk FOREIGN KEY (company_id, substitute_id) REFERENCES md.item(company_id, id),
  constraint item_substitute_den_positive CHECK (((qty_den)::numeric > (0)::numeric)),
  constraint item_substitute_is_another CHECK ((item_id <> substitute_id)),
  constraint item_substitute_kind_known CHECK ((kind = ANY (ARRAY['alternate'::text, 'use_up'::text]))),
  constraint item_substitute_num_positive CHECK (((qty_num)::numeric > (0)::numeric))
);
CREATE UNIQUE INDEX item_substitute_one_successor ON md.item_substitute USING btree (company_id, item_id) WHERE (kind = 'use_up'::text);

-- application may select
create view md.item_substitute_list as
 SELECT s.company_id,
    s.id,
    s.item_id,
    i.code AS item,
    i.name AS item_name,
    i.pinyin,
    s.substitute_id,
    b.code AS substitute,
    b.name AS substitute_name,
    s.parent_id,
    p.code AS parent,
    s.kind,
    s.priority,
    s.qty_num,
    s.qty_den,
    NULLIF(s.valid_from, '-infinity'::date) AS valid_from,
    NULLIF(s.valid_to, 'infinity'::date) AS valid_to
   FROM (((md.item_substitute s
     JOIN md.item i ON (((i.company_id = s.company_id) AND (i.id = s.item_id))))
     JOIN md.item b ON (((b.company_id = s.company_id) AND (b.id = s.substitute_id))))
     LEFT JOIN md.item p ON (((p.company_id = s.company_id) AND (p.id = s.parent_id))));

-- application may select, insert, update, delete; kept apart by company
create table md.partner (
  company_id uuid not null,
  id uuid not null,
  code text not null,
  name text not null,
  pinyin text not null default ''::text,
  is_own boolean not null default false,
  is_supplier boolean not null default false,
  is_customer boolean not null default false,
  tax_no text not null default ''::text,
  terms text not null default ''::text,
  terms_days integer not null default 0,
  terms_from text not null default 'invoice_date'::text,
  credit_limit amount,
  tax_code_id uuid,
  grade text not null default ''::text,
  phone text not null default ''::text,
  address text not null default ''::text,
  active boolean not null default true,
  external_key text,
  constraint partner_pkey PRIMARY KEY (company_id, id),
  constraint partner_code_unique UNIQUE (company_id, code),
  constraint partner_external_key_unique UNIQUE (company_id, external_key),
  constraint partner_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id),
  constraint partner_tax_code_fk FOREIGN KEY (company_id, tax_code_id) REFERENCES md.tax_code(company_id, id),
  constraint partner_terms_days_range CHECK (((terms_days >= 0) AND (terms_days <= 720))),
  constraint partner_terms_from_known CHECK ((terms_from = ANY (ARRAY['invoice_date'::text, 'month_end'::text])))
);
CREATE UNIQUE INDEX partner_one_own ON md.partner USING btree (company_id) WHERE is_own;
CREATE INDEX partner_pinyin ON md.partner USING btree (company_id, pinyin text_pattern_ops);

-- application may select
create view md.partner_list as
 SELECT p.company_id,
    p.id,
    p.code,
    p.name,
    p.pinyin,
    p.is_supplier,
    p.is_customer,
    p.tax_no,
    p.terms,
    p.terms_days,
    p.credit_limit,
    t.code AS tax_code,
    p.grade,
    p.phone,
    p.address,
    p.active
   FROM (md.partner p
     LEFT JOIN md.tax_code t ON (((t.company_id = p.company_id) AND (t.id = p.tax_code_id))))
  WHERE (NOT p.is_own);

-- application may select
create view md.purchase_price_list as
 SELECT t.company_id,
    t.id,
    t.side,
    t.partner_id,
    p.code AS partner,
    p.name AS partner_name,
    t.item_id,
    i.code AS item,
    i.name AS item_name,
    i.pinyin,
    t.qty_from,
    t.price_with_tax
   FROM ((md.item_price t
     JOIN md.partner p ON (((p.company_id = t.company_id) AND (p.id = t.partner_id))))
     JOIN md.item i ON (((i.company_id = t.company_id) AND (i.id = t.item_id))))
  WHERE (t.side = 'purchase'::text);

-- hours of one base unit at a work centre; operations come with production
-- application may select, insert, update, delete; kept apart by company
create table md.routing_line (
  company_id uuid not null,
  id uuid not null,
  item_id uuid not null,
  line_no integer not null,
  work_centre_id uuid not null,
  hours_per_unit qty not null,
  constraint routing_line_pkey PRIMARY KEY (company_id, id),
  constraint routing_line_no_unique UNIQUE (company_id, item_id, line_no),
  constraint routing_line_item_fk FOREIGN KEY (company_id, item_id) REFERENCES md.item(company_id, id),
  constraint routing_line_work_centre_fk FOREIGN KEY (company_id, work_centre_id) REFERENCES md.work_centre(company_id, id),
  constraint routing_line_hours_not_negative CHECK (((hours_per_unit)::numeric >= (0)::numeric))
);

-- application may select
create view md.routing_list as
 SELECT r.company_id,
    r.id,
    r.item_id,
    i.code AS item,
    i.name AS item_name,
    i.pinyin,
    r.line_no,
    r.work_centre_id,
    w.code AS work_centre,
    w.name AS work_centre_name,
    r.hours_per_unit
   FROM ((md.routing_line r
     JOIN md.item i ON (((i.company_id = r.company_id) AND (i.id = r.item_id))))
     JOIN md.work_centre w ON (((w.company_id = r.company_id) AND (w.id = r.work_centre_id))));

-- application may select
create view md.sales_price_list as
 SELECT t.company_id,
    t.id,
    t.side,
    t.partner_id,
    p.code AS partner,
    p.name AS partner_name,
    t.item_id,
    i.code AS item,
    i.name AS item_name,
    i.pinyin,
    t.qty_from,
    t.price_with_tax
   FROM ((md.item_price t
     JOIN md.partner p ON (((p.company_id = t.company_id) AND (p.id = t.partner_id))))
     JOIN md.item i ON (((i.company_id = t.company_id) AND (i.id = t.item_id))))
  WHERE (t.side = 'sales'::text);

-- installation: what each stock status allows
-- application may select, insert, update, delete
create table md.stock_status (
  code text not null,
  name_zh text not null,
  name_en text not null,
  promisable boolean not null,
  pickable boolean not null,
  movable boolean not null,
  constraint stock_status_pkey PRIMARY KEY (code)
);

-- application may select, insert, update, delete; kept apart by company
create table md.tax_code (
  company_id uuid not null,
  id uuid not null,
  code text not null,
  name_zh text not null,
  name_en text not null default ''::text,
  rate rate not null,
  deductible boolean not null default true,
  constraint tax_code_pkey PRIMARY KEY (company_id, id),
  constraint tax_code_code_unique UNIQUE (company_id, code),
  constraint tax_code_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id),
  constraint tax_code_rate_range CHECK ((((rate)::numeric >= (0)::numeric) AND ((rate)::numeric < (1)::numeric)))
);

-- application may select, insert, update, delete; kept apart by company
create table md.unit (
  company_id uuid not null,
  id uuid not null,
  code text not null,
  name_zh text not null,
  name_en text not null default ''::text,
  decimals smallint not null default 0,
  constraint unit_pkey PRIMARY KEY (company_id, id),
  constraint unit_code_unique UNIQUE (company_id, code),
  constraint unit_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id),
  constraint unit_decimals_range CHECK (((decimals >= 0) AND (decimals <= 6)))
);

-- the warehouses a person is limited to; no row means every warehouse
-- application may select, insert, update, delete; kept apart by company
create table md.user_warehouse (
  company_id uuid not null,
  user_id uuid not null,
  warehouse_id uuid not null,
  constraint user_warehouse_pkey PRIMARY KEY (company_id, user_id, warehouse_id),
  constraint user_warehouse_user_fk FOREIGN KEY (user_id) REFERENCES sys.user_account(id),
  constraint user_warehouse_warehouse_fk FOREIGN KEY (company_id, warehouse_id) REFERENCES md.warehouse(company_id, id)
);

-- application may select, insert, update, delete; kept apart by company
create table md.warehouse (
  company_id uuid not null,
  id uuid not null,
  code text not null,
  name text not null,
  pinyin text not null default ''::text,
  purpose text not null default 'storage'::text,
  cost_area text not null default 'main'::text,
  allocation_rule text not null default 'fifo'::text,
  active boolean not null default true,
  external_key text,
  constraint warehouse_pkey PRIMARY KEY (company_id, id),
  constraint warehouse_code_unique UNIQUE (company_id, code),
  constraint warehouse_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id),
  constraint warehouse_allocation_rule_known CHECK ((allocation_rule = ANY (ARRAY['fifo'::text, 'fefo'::text]))),
  constraint warehouse_purpose_known CHECK ((purpose = ANY (ARRAY['storage'::text, 'receiving'::text, 'defective'::text, 'line_side'::text, 'subcontractor'::text, 'transit'::text, 'store'::text, 'virtual'::text])))
);

-- application may select
create view md.warehouse_list as
 SELECT company_id,
    id,
    code,
    name,
    pinyin,
    purpose,
    cost_area,
    allocation_rule,
    active,
    ( SELECT (count(*))::integer AS count
           FROM wms.bin b
          WHERE ((b.company_id = w.company_id) AND (b.warehouse_id = w.id))) AS bin_count
   FROM md.warehouse w
  WHERE (purpose <> 'virtual'::text);

-- application may select, insert, update, delete; kept apart by company
create table md.work_calendar (
  company_id uuid not null,
  id uuid not null,
  code text not null,
  name text not null,
  week text not null default '1111100'::text,
  external_key text,
  constraint work_calendar_pkey PRIMARY KEY (company_id, id),
  constraint work_calendar_code_unique UNIQUE (company_id, code),
  constraint work_calendar_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id),
  constraint work_calendar_week_shape CHECK (((week ~ '^[01]{7}$'::text) AND (week ~~ '%1%'::text)))
);

-- single days that are open or closed against the week
-- application may select, insert, update, delete; kept apart by company
create table md.work_calendar_day (
  company_id uuid not null,
  calendar_id uuid not null,
  day date not null,
  open boolean not null,
  constraint work_calendar_day_pkey PRIMARY KEY (company_id, calendar_id, day),
  constraint work_calendar_day_calendar_fk FOREIGN KEY (company_id, calendar_id) REFERENCES md.work_calendar(company_id, id)
);

-- application may select
create view md.work_calendar_day_list as
 SELECT d.company_id,
    d.calendar_id,
    c.code AS calendar,
    c.name AS calendar_name,
    d.day,
    d.open,
    ((c.code || ' '::text) || d.day) AS key
   FROM (md.work_calendar_day d
     JOIN md.work_calendar c ON (((c.company_id = d.company_id) AND (c.id = d.calendar_id))));

-- application may select
create view md.work_calendar_list as
 SELECT company_id,
    id,
    code,
    name,
    week,
    external_key,
    ( SELECT (count(*))::integer AS count
           FROM md.work_calendar_day d
          WHERE ((d.company_id = c.company_id) AND (d.calendar_id = c.id))) AS day_count
   FROM md.work_calendar c;

-- application may select, insert, update, delete; kept apart by company
create table md.work_centre (
  company_id uuid not null,
  id uuid not null,
  code text not null,
  name text not null,
  calendar_id uuid,
  hours_per_week qty not null,
  cost_per_hour unit_price,
  active boolean not null default true,
  external_key text,
  constraint work_centre_pkey PRIMARY KEY (company_id, id),
  constraint work_centre_code_unique UNIQUE (company_id, code),
  constraint work_centre_calendar_fk FOREIGN KEY (company_id, calendar_id) REFERENCES md.work_calendar(company_id, id),
  constraint work_centre_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id),
  constraint work_centre_hours_not_negative CHECK (((hours_per_week)::numeric >= (0)::numeric))
);

-- application may select
create view md.work_centre_list as
 SELECT w.company_id,
    w.id,
    w.code,
    w.name,
    c.code AS calendar,
    c.name AS calendar_name,
    w.hours_per_week,
    w.cost_per_hour,
    w.active,
    w.external_key
   FROM (md.work_centre w
     LEFT JOIN md.work_calendar c ON (((c.company_id = w.company_id) AND (c.id = w.calendar_id))));

-- append-only: a change that made orders short or late, or relieved them: its cause and the orders hit, as facts for a sentence
-- application may select, insert; kept apart by company
create table plan.alert (
  company_id uuid not null,
  id uuid not null,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  level text not null,
  cause jsonb not null,
  hits jsonb not null,
  hit_count integer not null,
  constraint alert_pkey PRIMARY KEY (company_id, id),
  constraint alert_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id),
  constraint alert_level_known CHECK ((level = ANY (ARRAY['short'::text, 'late'::text, 'relieved'::text])))
);
CREATE INDEX alert_recorded ON plan.alert USING btree (company_id, recorded_at DESC, id);
CREATE TRIGGER refuse_rewriting BEFORE DELETE OR UPDATE OR TRUNCATE ON plan.alert FOR EACH STATEMENT EXECUTE FUNCTION sys.refuse_rewriting();

-- up to which moment a person has read the alerts
-- application may select, insert, update, delete; kept apart by company
create table plan.alert_seen (
  company_id uuid not null,
  user_id uuid not null,
  seen_to timestamp with time zone not null,
  constraint alert_seen_pkey PRIMARY KEY (company_id, user_id)
);

-- a line of a purchase order: what the supplier confirmed, and what was asked for without an answer
-- application may select
create view plan.delivery_line as
 SELECT l.company_id,
    l.id AS line_id,
    l.confirmed_date,
    e.wanted_date AS asked_date
   FROM (erp.purchase_order_line l
     LEFT JOIN erp.purchase_expedite_list e ON (((e.company_id = l.company_id) AND (e.line_id = l.id) AND (e.state = 'open'::text))));

-- which items a document is about, whatever its kind
-- application may select
create view plan.document_item as
 SELECT sales_order_line.company_id,
    sales_order_line.order_id AS document_id,
    sales_order_line.item_id
   FROM erp.sales_order_line
UNION ALL
 SELECT purchase_order_line.company_id,
    purchase_order_line.order_id AS document_id,
    purchase_order_line.item_id
   FROM erp.purchase_order_line
UNION ALL
 SELECT inspection.company_id,
    inspection.id AS document_id,
    inspection.item_id
   FROM qms.inspection
UNION ALL
 SELECT bom.company_id,
    bom.id AS document_id,
    bom.item_id
   FROM md.bom
UNION ALL
 SELECT forecast.company_id,
    forecast.id AS document_id,
    forecast.item_id
   FROM plan.forecast
UNION ALL
 SELECT firm_order.company_id,
    firm_order.id AS document_id,
    firm_order.item_id
   FROM plan.firm_order
UNION ALL
 SELECT transfer_line.company_id,
    transfer_line.transfer_id AS document_id,
    transfer_line.item_id
   FROM wms.transfer_line
UNION ALL
 SELECT firm_order.company_id,
    firm_order.id AS document_id,
    firm_order.takes_item_id AS item_id
   FROM plan.firm_order
  WHERE (firm_order.takes_item_id IS NOT NULL)
UNION ALL
 SELECT firm_order.company_id,
    firm_order.for_order_id AS document_id,
    firm_order.item_id
   FROM plan.firm_order
  WHERE (firm_order.for_order_id IS NOT NULL)
UNION ALL
 SELECT firm_order.company_id,
    firm_order.for_order_id AS document_id,
    firm_order.takes_item_id AS item_id
   FROM plan.firm_order
  WHERE (firm_order.for_order_id IS NOT NULL);

-- held for a transfer that brings it from where it does not count to where it does: as good as on its way
-- application may select
create view plan.fetched_stock as
 SELECT a.company_id,
    a.item_id,
    a.owner_id,
    a.lot_id,
    a.status,
    (((a.qty)::numeric - (a.qty_consumed)::numeric) - (a.qty_released)::numeric) AS qty
   FROM ((((((wms.allocation a
     JOIN wms.transfer_line r ON (((r.company_id = a.company_id) AND (r.id = a.demand_line_id))))
     JOIN wms.transfer t ON (((t.company_id = r.company_id) AND (t.id = r.transfer_id))))
     JOIN md.warehouse d ON (((d.company_id = t.company_id) AND (d.id = t.to_warehouse_id) AND (d.purpose <> ALL (ARRAY['defective'::text, 'virtual'::text])))))
     JOIN wms.bin n ON (((n.company_id = a.company_id) AND (n.id = a.bin_id))))
     JOIN wms.bin_profile p ON (((p.company_id = n.company_id) AND (p.id = n.profile_id))))
     JOIN md.warehouse w ON (((w.company_id = n.company_id) AND (w.id = n.warehouse_id) AND (w.purpose <> 'transit'::text))))
  WHERE ((a.demand_kind = 'transfer'::text) AND ((a.qty)::numeric > ((a.qty_consumed)::numeric + (a.qty_released)::numeric)) AND (p.holding OR (w.purpose = 'defective'::text)));

-- 计划订单 that a planner firmed: supply that reruns keep, and demand for its components; production and subcontract orders take it over
-- application may select, insert, update, delete; kept apart by company
create table plan.firm_order (
  company_id uuid not null,
  id uuid not null,
  no text not null,
  kind text not null,
  state text not null,
  item_id uuid not null,
  qty qty not null,
  qty_done qty not null default 0,
  tracking_no text not null default ''::text,
  start_date date not null,
  end_date date not null,
  need_date date not null,
  supplier_id uuid,
  proposal_key text not null default ''::text,
  remark text not null default ''::text,
  version integer not null default 1,
  prepared_by uuid not null,
  prepared_at timestamp with time zone not null default now(),
  takes_item_id uuid,
  takes_num qty,
  takes_den qty,
  takes_parent_id uuid,
  takes_from date,
  takes_to date,
  for_order_id uuid,
  for_line_no integer,
  constraint firm_order_pkey PRIMARY KEY (company_id, id),
  constraint firm_order_no_unique UNIQUE (company_id, no),
  constraint firm_order_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id),
  constraint firm_order_for_order_fk FOREIGN KEY (company_id, for_order_id) REFERENCES erp.sales_order(company_id, id),
  constraint firm_order_item_fk FOREIGN KEY (company_id, item_id) REFERENCES md.item(company_id, id),
  constraint firm_order_supplier_fk FOREIGN KEY (company_id, supplier_id) REFERENCES md.partner(company_id, id),
  constraint firm_order_takes_item_fk FOREIGN KEY (company_id, takes_item_id) REFERENCES md.item(company_id, id),
  constraint firm_order_takes_parent_fk FOREIGN KEY (company_id, takes_parent_id) REFERENCES md.item(company_id, id),
  constraint firm_order_dates_in_order CHECK ((start_date <= end_date)),
  constraint firm_order_done_not_negative CHECK (((qty_done)::numeric >= (0)::numeric)),
  constraint firm_order_kind_known CHECK ((kind = ANY (ARRAY['buy'::text, 'make'::text, 'subcontract'::text, 'substitute'::text]))),
  constraint firm_order_qty_positive CHECK (((qty)::numeric > (0)::numeric)),
  constraint firm_order_state_known CHECK ((state = ANY (ARRAY['firm'::text, 'released'::text, 'done'::text, 'void'::text]))),
  constraint firm_order_takes_another CHECK ((takes_item_id <> item_id)),
  constraint firm_order_takes_as_substitute CHECK (
CASE
    WHEN (kind = 'substitute'::text) THEN (num_nulls(takes_item_id, takes_num, takes_den, takes_from, takes_to, for_order_id, for_line_no) = 0)
    ELSE (num_nonnulls(takes_item_id, takes_num, takes_den, takes_parent_id, takes_from, takes_to, for_order_id, for_line_no) = 0)
END),
  constraint firm_order_takes_den_positive CHECK (((takes_den)::numeric > (0)::numeric)),
  constraint firm_order_takes_num_positive CHECK (((takes_num)::numeric > (0)::numeric))
);
CREATE INDEX firm_order_for ON plan.firm_order USING btree (company_id, for_order_id) WHERE (for_order_id IS NOT NULL);
CREATE INDEX firm_order_item ON plan.firm_order USING btree (company_id, item_id) WHERE (state = ANY (ARRAY['firm'::text, 'released'::text]));
CREATE INDEX firm_order_takes ON plan.firm_order USING btree (company_id, takes_item_id) WHERE (takes_item_id IS NOT NULL);

-- application may select
create view plan.firm_order_list as
 SELECT f.company_id,
    f.id,
    f.no,
    f.kind,
    f.state,
    f.item_id,
    i.code AS item_code,
    i.name AS item_name,
    i.pinyin AS item_pinyin,
    u.code AS unit,
    f.qty,
    f.qty_done,
    f.start_date,
    f.end_date,
    f.need_date,
    f.tracking_no,
    f.supplier_id,
    s.name AS supplier_name,
    f.remark,
    f.version,
    b.name AS prepared_by_name,
    f.takes_item_id,
    t.code AS takes_item_code,
    t.name AS takes_item_name,
    (ceil(((((f.qty)::numeric * (f.takes_num)::numeric) / (f.takes_den)::numeric) * (1000000)::numeric)) / (1000000)::numeric) AS takes_qty,
    f.for_order_id,
    ((o.no || '/'::text) || f.for_line_no) AS for_no
   FROM ((((((plan.firm_order f
     JOIN md.item i ON (((i.company_id = f.company_id) AND (i.id = f.item_id))))
     JOIN md.unit u ON (((u.company_id = i.company_id) AND (u.id = i.base_unit_id))))
     LEFT JOIN md.item t ON (((t.company_id = f.company_id) AND (t.id = f.takes_item_id))))
     LEFT JOIN erp.sales_order o ON (((o.company_id = f.company_id) AND (o.id = f.for_order_id))))
     LEFT JOIN md.partner s ON (((s.company_id = f.company_id) AND (s.id = f.supplier_id))))
     JOIN sys.user_account b ON ((b.id = f.prepared_by)));

-- a substitution as long as the line is open that it is meant for: for_need, as the plan calls it
-- application may select
create view plan.firm_supply as
 SELECT f.company_id,
    f.item_id,
    f.id AS document_id,
    f.no,
    f.kind,
    f.start_date AS start_day,
    f.end_date AS day,
    f.tracking_no,
    ((f.qty)::numeric - (f.qty_done)::numeric) AS qty,
    COALESCE(p.code, ''::text) AS partner_code,
    COALESCE(p.name, ''::text) AS partner_name,
    f.takes_item_id,
    t.code AS takes,
    f.takes_num,
    f.takes_den,
    r.code AS takes_parent,
    f.takes_from,
    f.takes_to,
    f.for_order_id,
    f.for_line_no,
    ((o.no || '/'::text) || f.for_line_no) AS for_need
   FROM ((((plan.firm_order f
     LEFT JOIN md.partner p ON (((p.company_id = f.company_id) AND (p.id = f.supplier_id))))
     LEFT JOIN md.item t ON (((t.company_id = f.company_id) AND (t.id = f.takes_item_id))))
     LEFT JOIN md.item r ON (((r.company_id = f.company_id) AND (r.id = f.takes_parent_id))))
     LEFT JOIN erp.sales_order o ON (((o.company_id = f.company_id) AND (o.id = f.for_order_id))))
  WHERE ((f.state = ANY (ARRAY['firm'::text, 'released'::text])) AND ((f.qty)::numeric > (f.qty_done)::numeric) AND ((f.kind <> 'substitute'::text) OR (EXISTS ( SELECT
           FROM plan.order_need n
          WHERE ((n.company_id = f.company_id) AND (n.document_id = f.for_order_id) AND (n.line_no = f.for_line_no))))));

-- what is expected to be sold of an item within a bucket of days, before orders consume it
-- application may select, insert, update, delete; kept apart by company
create table plan.forecast (
  company_id uuid not null,
  id uuid not null,
  item_id uuid not null,
  customer_id uuid,
  bucket_from date not null,
  bucket_to date not null,
  qty qty not null,
  remark text not null default ''::text,
  version integer not null default 1,
  constraint forecast_pkey PRIMARY KEY (company_id, id),
  constraint forecast_bucket_unique UNIQUE NULLS NOT DISTINCT (company_id, item_id, customer_id, bucket_from),
  constraint forecast_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id),
  constraint forecast_customer_fk FOREIGN KEY (company_id, customer_id) REFERENCES md.partner(company_id, id),
  constraint forecast_item_fk FOREIGN KEY (company_id, item_id) REFERENCES md.item(company_id, id),
  constraint forecast_bucket_in_order CHECK ((bucket_from <= bucket_to)),
  constraint forecast_qty_not_negative CHECK (((qty)::numeric >= (0)::numeric))
);

-- application may select
create view plan.forecast_list as
 SELECT f.company_id,
    f.id,
    f.item_id,
    i.code AS item,
    i.name AS item_name,
    i.pinyin,
    f.customer_id,
    c.code AS customer,
    c.name AS customer_name,
    f.bucket_from,
    f.bucket_to,
    f.qty,
    u.code AS unit,
    f.remark
   FROM (((plan.forecast f
     JOIN md.item i ON (((i.company_id = f.company_id) AND (i.id = f.item_id))))
     JOIN md.unit u ON (((u.company_id = i.company_id) AND (u.id = i.base_unit_id))))
     LEFT JOIN md.partner c ON (((c.company_id = f.company_id) AND (c.id = f.customer_id))));

-- application may select
create view plan.in_inspection as
 SELECT q.company_id,
    q.item_id,
    q.id AS document_id,
    q.no,
    q.business_date AS day,
    t.expiry_date,
    COALESCE(l.tracking_no, ''::text) AS tracking_no,
    p.code AS partner_code,
    p.name AS partner_name,
    ((((q.qty)::numeric - (q.qty_accepted)::numeric) - (q.qty_conceded)::numeric) - (q.qty_rejected)::numeric) AS qty
   FROM (((qms.inspection q
     JOIN wms.lot t ON (((t.company_id = q.company_id) AND (t.id = q.lot_id))))
     JOIN md.partner p ON (((p.company_id = q.company_id) AND (p.id = q.supplier_id))))
     LEFT JOIN erp.purchase_order_line l ON (((l.company_id = q.company_id) AND (l.id = q.origin_line_id))))
  WHERE ((q.state = 'pending'::text) AND ((q.qty)::numeric > (((q.qty_accepted)::numeric + (q.qty_conceded)::numeric) + (q.qty_rejected)::numeric)));

-- what happened, as a plan follows it: the audit, and the movements that no audit tells
-- application may select
create view plan.log_entry as
 SELECT audit.company_id,
    audit.xid,
    ('a'::text || audit.id) AS key,
    audit.entity,
    audit.entity_id,
    audit.command,
    audit.actor_id,
    audit.recorded_at
   FROM sys.audit
UNION ALL
 SELECT movement.company_id,
    movement.xid,
    ('m'::text || movement.id) AS key,
    'movement'::text AS entity,
    (movement.item_id)::text AS entity_id,
    movement.kind AS command,
    movement.actor_id,
    movement.recorded_at
   FROM wms.movement;

-- what a planner decided about an exception message, with the facts it was decided on: it holds until day or quantity move beyond the tolerance
-- application may select, insert, update, delete; kept apart by company
create table plan.message_decision (
  company_id uuid not null,
  key text not null,
  kind text not null,
  item_id uuid not null,
  day date not null,
  to_day date not null,
  qty qty not null,
  to_qty qty not null,
  decision text not null,
  until date,
  owner_id uuid,
  reason text not null default ''::text,
  decided_by uuid not null,
  decided_at timestamp with time zone not null default now(),
  constraint message_decision_pkey PRIMARY KEY (company_id, key),
  constraint message_decision_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id),
  constraint message_decision_item_fk FOREIGN KEY (company_id, item_id) REFERENCES md.item(company_id, id),
  constraint message_decision_known CHECK ((decision = ANY (ARRAY['dismissed'::text, 'snoozed'::text, 'assigned'::text]))),
  constraint message_decision_snooze_has_day CHECK (((decision <> 'snoozed'::text) OR (until IS NOT NULL)))
);

-- when a person last said of the whole worklist that it was seen
-- application may select, insert, update, delete; kept apart by company
create table plan.message_look (
  company_id uuid not null,
  user_id uuid not null,
  looked_at timestamp with time zone not null,
  constraint message_look_pkey PRIMARY KEY (company_id, user_id),
  constraint message_look_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id)
);

-- an exception message as a person saw it last: it has changed when day or quantity moved beyond the tolerance
-- application may select, insert, update, delete; kept apart by company
create table plan.message_seen (
  company_id uuid not null,
  user_id uuid not null,
  key text not null,
  kind text not null,
  day date not null,
  to_day date not null,
  qty qty not null,
  to_qty qty not null,
  constraint message_seen_pkey PRIMARY KEY (company_id, user_id, key),
  constraint message_seen_look_fk FOREIGN KEY (company_id, user_id) REFERENCES plan.message_look(company_id, user_id)
);

-- what a supplier still owes: neither here nor, having been rejected, here any more
-- application may select
create view plan.open_purchase as
 SELECT l.company_id,
    l.item_id,
    l.id AS line_id,
    o.id AS document_id,
    o.no,
    l.line_no,
    COALESCE(l.confirmed_date, l.delivery_date) AS day,
    o.business_date AS start_day,
    l.tracking_no,
    (o.state = 'draft'::text) AS draft,
    (((l.qty)::numeric - (l.qty_received)::numeric) + (l.qty_rejected)::numeric) AS qty,
    p.code AS partner_code,
    p.name AS partner_name
   FROM ((erp.purchase_order_line l
     JOIN erp.purchase_order o ON (((o.company_id = l.company_id) AND (o.id = l.order_id) AND (o.state = ANY (ARRAY['draft'::text, 'approved'::text])))))
     JOIN md.partner p ON (((p.company_id = o.company_id) AND (p.id = o.supplier_id))))
  WHERE ((NOT l.closed) AND ((((l.qty)::numeric - (l.qty_received)::numeric) + (l.qty_rejected)::numeric) > (0)::numeric));

-- a line of a sales order, with the version somebody who changes the order has to know
-- application may select
create view plan.order_line as
 SELECT l.company_id,
    l.id AS line_id,
    l.order_id,
    o.version
   FROM (erp.sales_order_line l
     JOIN erp.sales_order o ON (((o.company_id = l.company_id) AND (o.id = l.order_id))));

-- application may select
create view plan.order_need as
 SELECT l.company_id,
    l.item_id,
    l.id AS line_id,
    o.id AS document_id,
    o.no,
    l.line_no,
    l.delivery_date AS day,
    ((l.qty)::numeric - (l.qty_shipped)::numeric) AS qty,
    o.priority,
    p.code AS partner_code,
    p.name AS partner_name
   FROM ((erp.sales_order_line l
     JOIN erp.sales_order o ON (((o.company_id = l.company_id) AND (o.id = l.order_id) AND (o.state = 'approved'::text))))
     JOIN md.partner p ON (((p.company_id = o.company_id) AND (p.id = o.customer_id))))
  WHERE ((NOT l.closed) AND ((l.qty)::numeric > (l.qty_shipped)::numeric));

-- what is still to be delivered of an order line, with tax
-- application may select
create view plan.order_value as
 SELECT company_id,
    id AS line_id,
    round((((total)::numeric * ((qty)::numeric - (qty_shipped)::numeric)) / (qty)::numeric), 2) AS open_value
   FROM erp.sales_order_line
  WHERE ((NOT closed) AND ((qty)::numeric > (qty_shipped)::numeric));

-- a delivery whose supplier has confirmed a day: that day, and the one it was ordered for
-- application may select
create view plan.ordered_day as
 SELECT company_id,
    id AS line_id,
    delivery_date AS ordered_date,
    confirmed_date
   FROM erp.purchase_order_line
  WHERE (confirmed_date IS NOT NULL);

-- the proposals of one item in one run, packed: what two runs are compared by
-- application may select, insert, update, delete; kept apart by company
create table plan.packed_plan (
  company_id uuid not null,
  run_id uuid not null,
  item_id uuid not null,
  tracking_no text not null default ''::text,
  order_count integer not null,
  qty qty not null,
  packed bytea not null,
  constraint packed_plan_pkey PRIMARY KEY (company_id, run_id, item_id, tracking_no),
  constraint packed_plan_item_fk FOREIGN KEY (company_id, item_id) REFERENCES md.item(company_id, id),
  constraint packed_plan_run_fk FOREIGN KEY (company_id, run_id) REFERENCES plan.run(company_id, id) ON DELETE CASCADE
);

-- which process tells the alerts of a company: one at a time, by lease
-- application may select, insert, update, delete; kept apart by company
create table plan.resident (
  company_id uuid not null,
  holder text not null,
  leased_until timestamp with time zone not null,
  watched_at timestamp with time zone,
  watched_day date,
  watched_xid xid8,
  tellings bigint not null default 0,
  constraint resident_pkey PRIMARY KEY (company_id),
  constraint resident_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id)
);

-- a whole plan made from the beginning: its log and how long each step took, in milliseconds
-- application may select, insert, update, delete; kept apart by company
create table plan.run (
  company_id uuid not null,
  id uuid not null,
  state text not null,
  reason text not null default ''::text,
  asked_by uuid,
  started_at timestamp with time zone not null default clock_timestamp(),
  ended_at timestamp with time zone,
  day_zero date,
  step text not null default ''::text,
  share_done rate not null default 0,
  item_count integer not null default 0,
  demand_count integer not null default 0,
  supply_count integer not null default 0,
  order_count integer not null default 0,
  message_count integer not null default 0,
  timings jsonb not null default '{}'::jsonb,
  problem text not null default ''::text,
  constraint run_pkey PRIMARY KEY (company_id, id),
  constraint run_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id),
  constraint run_state_known CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text])))
);
CREATE INDEX run_started ON plan.run USING btree (company_id, started_at DESC);

-- 让料: a line of a sales order is served directly before another need, ruled by a planner until somebody ends it; later ids win
-- application may select, insert, update, delete; kept apart by company
create table plan.serve_before (
  company_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  line_no integer not null,
  than_order_id uuid,
  than_line_no integer,
  than_firm_id uuid,
  reason text not null default ''::text,
  ruled_by uuid not null,
  ruled_at timestamp with time zone not null,
  ended_by uuid,
  ended_at timestamp with time zone,
  constraint serve_before_pkey PRIMARY KEY (company_id, id),
  constraint serve_before_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id),
  constraint serve_before_order_fk FOREIGN KEY (company_id, order_id) REFERENCES erp.sales_order(company_id, id),
  constraint serve_before_than_firm_fk FOREIGN KEY (company_id, than_firm_id) REFERENCES plan.firm_order(company_id, id),
  constraint serve_before_than_order_fk FOREIGN KEY (company_id, than_order_id) REFERENCES erp.sales_order(company_id, id),
  constraint serve_before_ended_by_somebody CHECK (((ended_at IS NULL) = (ended_by IS NULL))),
  constraint serve_before_one_other CHECK ((num_nonnulls(than_order_id, than_firm_id) = 1)),
  constraint serve_before_than_line CHECK (((than_order_id IS NULL) = (than_line_no IS NULL)))
);
CREATE INDEX serve_before_holding ON plan.serve_before USING btree (company_id, id) WHERE (ended_at IS NULL);
CREATE INDEX serve_before_order ON plan.serve_before USING btree (company_id, order_id) WHERE (ended_at IS NULL);
CREATE INDEX serve_before_than_order ON plan.serve_before USING btree (company_id, than_order_id) WHERE (ended_at IS NULL);

-- rulings that hold: both needs are open, and nobody has ended them
-- application may select
create view plan.serving as
 SELECT s.company_id,
    s.id,
    s.order_id,
    ((n.no || '/'::text) || n.line_no) AS need,
    COALESCE(((t.no || '/'::text) || t.line_no), f.no) AS than,
    COALESCE(t.no, f.no) AS than_no,
    s.than_order_id,
    t.line_no AS than_line_no,
    s.than_firm_id,
    s.reason,
    s.ruled_by,
    s.ruled_at
   FROM (((plan.serve_before s
     JOIN plan.order_need n ON (((n.company_id = s.company_id) AND (n.document_id = s.order_id) AND (n.line_no = s.line_no))))
     LEFT JOIN plan.order_need t ON (((t.company_id = s.company_id) AND (t.document_id = s.than_order_id) AND (t.line_no = s.than_line_no))))
     LEFT JOIN plan.firm_supply f ON (((f.company_id = s.company_id) AND (f.document_id = s.than_firm_id))))
  WHERE ((s.ended_at IS NULL) AND ((t.document_id IS NOT NULL) OR (f.document_id IS NOT NULL)));

-- 计划方案: how a company plans; without a row the defaults hold
-- application may select, insert, update, delete; kept apart by company
create table plan.setting (
  company_id uuid not null,
  bucket_days integer not null default 1,
  consume_back_days integer not null default 30,
  consume_forward_days integer not null default 0,
  tolerance_days integer not null default 0,
  tolerance_qty qty not null default 0,
  release_days integer not null default 7,
  wait_days integer not null default 30,
  inspection_days integer not null default 1,
  count_drafts boolean not null default true,
  count_inspection boolean not null default true,
  version integer not null default 1,
  constraint setting_pkey PRIMARY KEY (company_id),
  constraint setting_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id),
  constraint setting_back_range CHECK (((consume_back_days >= 0) AND (consume_back_days <= 365))),
  constraint setting_bucket_range CHECK (((bucket_days >= 0) AND (bucket_days <= 31))),
  constraint setting_forward_range CHECK (((consume_forward_days >= 0) AND (consume_forward_days <= 365))),
  constraint setting_inspection_range CHECK (((inspection_days >= 0) AND (inspection_days <= 365))),
  constraint setting_release_range CHECK (((release_days >= 0) AND (release_days <= 365))),
  constraint setting_tolerance_days_range CHECK (((tolerance_days >= 0) AND (tolerance_days <= 365))),
  constraint setting_tolerance_qty_not_negative CHECK (((tolerance_qty)::numeric >= (0)::numeric)),
  constraint setting_wait_range CHECK (((wait_days >= 0) AND (wait_days <= 365)))
);

-- what of the sales of forecast items has been shipped, on the day for which it was ordered
-- application may select
create view plan.shipped_sale as
 SELECT company_id,
    item_id,
    delivery_date AS day,
    (qty_shipped)::numeric AS qty
   FROM erp.sales_order_line l
  WHERE (((qty_shipped)::numeric > (0)::numeric) AND (EXISTS ( SELECT
           FROM plan.forecast f
          WHERE ((f.company_id = l.company_id) AND (f.item_id = l.item_id)))));

-- everything that was short when a person last said of the shortages that they were seen
-- application may select, insert, update, delete; kept apart by company
create table plan.shortage_seen (
  company_id uuid not null,
  user_id uuid not null,
  seen_at timestamp with time zone not null,
  lacks jsonb not null,
  constraint shortage_seen_pkey PRIMARY KEY (company_id, user_id),
  constraint shortage_seen_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id)
);

-- good stock that the plan does not count on, because of where it lies: a transfer fetches it, or it only changes its bin
-- application may select
create view plan.stock_elsewhere as
 SELECT b.company_id,
    b.item_id,
    w.id AS warehouse_id,
    w.name AS warehouse,
        CASE
            WHEN (w.purpose = 'defective'::text) THEN ''::text
            ELSE n.code
        END AS bin,
    sum(((b.on_hand)::numeric - (b.allocated)::numeric)) AS qty
   FROM ((((((wms.balance b
     JOIN wms.bin n ON (((n.company_id = b.company_id) AND (n.id = b.bin_id) AND (n.blocked_out IS NULL))))
     JOIN wms.bin_profile p ON (((p.company_id = n.company_id) AND (p.id = n.profile_id))))
     JOIN md.warehouse w ON (((w.company_id = n.company_id) AND (w.id = n.warehouse_id))))
     JOIN md.stock_status s ON (((s.code = b.status) AND s.promisable)))
     JOIN wms.lot l ON (((l.company_id = b.company_id) AND (l.id = b.lot_id) AND (l.blocked_reason IS NULL))))
     JOIN md.partner o ON (((o.company_id = b.company_id) AND (o.id = b.owner_id) AND o.is_own)))
  WHERE (((b.on_hand)::numeric > (b.allocated)::numeric) AND (w.purpose <> 'transit'::text) AND (p.holding OR (w.purpose = 'defective'::text)))
  GROUP BY b.company_id, b.item_id, w.id, w.name, w.purpose,
        CASE
            WHEN (w.purpose = 'defective'::text) THEN ''::text
            ELSE n.code
        END;

-- lines of active versions; a later version ends the one before it
-- application may select
create view plan.structure_line as
 SELECT b.company_id,
    b.item_id,
    b.bom_id,
    l.component_id,
    c.code AS component,
    l.line_no,
    l.qty_num,
    l.qty_den,
    l.qty_fixed,
    l.loss,
    l.by_product,
    GREATEST(b.valid_from, l.valid_from) AS valid_from,
    LEAST(b.valid_to, l.valid_to) AS valid_to
   FROM ((( SELECT bom.company_id,
            bom.item_id,
            bom.id AS bom_id,
            bom.valid_from,
            LEAST(bom.valid_to, COALESCE((lead(bom.valid_from) OVER versions - 1), 'infinity'::date)) AS valid_to
           FROM md.bom
          WHERE (bom.state = 'active'::text)
          WINDOW versions AS (PARTITION BY bom.company_id, bom.item_id ORDER BY bom.valid_from, bom.version)) b
     JOIN md.bom_line l ON (((l.company_id = b.company_id) AND (l.bom_id = b.bom_id))))
     JOIN md.item c ON (((c.company_id = l.company_id) AND (c.id = l.component_id))))
  WHERE (GREATEST(b.valid_from, l.valid_from) <= LEAST(b.valid_to, l.valid_to));

-- what substitutions ask of what they take, as urgently as the order they are meant for
-- application may select
create view plan.substitute_take as
 SELECT f.company_id,
    f.takes_item_id AS item_id,
    f.document_id,
    f.no,
    f.day,
    f.tracking_no,
    f.takes,
    f.qty,
    f.takes_num,
    f.takes_den,
    n.priority,
    f.partner_code,
    f.partner_name
   FROM (plan.firm_supply f
     JOIN plan.order_need n ON (((n.company_id = f.company_id) AND (n.document_id = f.for_order_id) AND (n.line_no = f.for_line_no))))
  WHERE (f.kind = 'substitute'::text);

-- how an order line stands that is short or late, as it was last told; whoever is not named here is neither
-- application may select, insert, update, delete; kept apart by company
create table plan.told_standing (
  company_id uuid not null,
  need text not null,
  status text not null,
  late_days integer,
  need_date date not null,
  qty qty not null,
  constraint told_standing_pkey PRIMARY KEY (company_id, need),
  constraint told_standing_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id),
  constraint told_standing_late_by_days CHECK (
CASE status
    WHEN 'short'::text THEN (NOT (late_days IS DISTINCT FROM 0))
    ELSE ((late_days IS NULL) OR (late_days > 0))
END),
  constraint told_standing_status_known CHECK ((status = ANY (ARRAY['short'::text, 'late'::text])))
);

-- what came in for one tracking number: the rest of a lot belongs to its latest receipts
-- application may select
create view plan.tracked_receipt as
 SELECT r.company_id,
    r.item_id,
    r.lot_id,
    r.movement_id,
    l.tracking_no,
    r.qty
   FROM ((erp.purchase_receipt_line r
     JOIN erp.purchase_order_line l ON (((l.company_id = r.company_id) AND (l.id = r.order_line_id))))
     JOIN md.item_planning g ON (((g.company_id = r.company_id) AND (g.item_id = r.item_id) AND (g.policy = 'order'::text))))
  WHERE (l.tracking_no <> ''::text);

-- what contract.stock_position calls promisable, by lot: expiry is judged by the plan
-- application may select
create view plan.usable_stock as
 SELECT t.company_id,
    t.item_id,
    t.lot_id,
    l.lot_no,
    l.expiry_date,
    t.in_transit,
    sum(t.qty) AS qty
   FROM (((( SELECT b.company_id,
            b.item_id,
            b.owner_id,
            b.lot_id,
            b.status,
            (w.purpose = 'transit'::text) AS in_transit,
            b.on_hand AS qty
           FROM (((wms.balance b
             JOIN wms.bin n ON (((n.company_id = b.company_id) AND (n.id = b.bin_id))))
             JOIN wms.bin_profile p ON (((p.company_id = n.company_id) AND (p.id = n.profile_id) AND (NOT p.holding))))
             JOIN md.warehouse w ON (((w.company_id = n.company_id) AND (w.id = n.warehouse_id) AND (w.purpose <> 'defective'::text))))
          WHERE ((b.on_hand)::numeric > (0)::numeric)
        UNION ALL
         SELECT fetched_stock.company_id,
            fetched_stock.item_id,
            fetched_stock.owner_id,
            fetched_stock.lot_id,
            fetched_stock.status,
            true,
            fetched_stock.qty
           FROM plan.fetched_stock) t
     JOIN md.stock_status s ON (((s.code = t.status) AND s.promisable)))
     JOIN wms.lot l ON (((l.company_id = t.company_id) AND (l.id = t.lot_id) AND (l.blocked_reason IS NULL))))
     JOIN md.partner o ON (((o.company_id = t.company_id) AND (o.id = t.owner_id) AND o.is_own)))
  GROUP BY t.company_id, t.item_id, t.lot_id, l.lot_no, l.expiry_date, t.in_transit;

-- application may select, insert, update, delete; kept apart by company
create table qms.inspection (
  company_id uuid not null,
  id uuid not null,
  no text not null,
  state text not null,
  report_id uuid not null,
  receipt_line_id uuid not null,
  origin_line_id uuid,
  document_no text not null,
  supplier_id uuid not null,
  item_id uuid not null,
  lot_id uuid not null,
  lot_no text not null default ''::text,
  qty qty not null,
  qty_accepted qty not null default 0,
  qty_conceded qty not null default 0,
  qty_rejected qty not null default 0,
  reason text not null default ''::text,
  inspector_id uuid,
  ruled_at timestamp with time zone,
  business_date date not null,
  created_at timestamp with time zone not null default now(),
  constraint inspection_pkey PRIMARY KEY (company_id, id),
  constraint inspection_no_unique UNIQUE (company_id, no),
  constraint inspection_receipt_line_unique UNIQUE (company_id, receipt_line_id),
  constraint inspection_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id),
  constraint inspection_item_fk FOREIGN KEY (company_id, item_id) REFERENCES md.item(company_id, id),
  constraint inspection_supplier_fk FOREIGN KEY (company_id, supplier_id) REFERENCES md.partner(company_id, id),
  constraint inspection_qty_positive CHECK (((qty)::numeric > (0)::numeric)),
  constraint inspection_ruled_within_qty CHECK ((((qty_accepted)::numeric >= (0)::numeric) AND ((qty_conceded)::numeric >= (0)::numeric) AND ((qty_rejected)::numeric >= (0)::numeric) AND ((((qty_accepted)::numeric + (qty_conceded)::numeric) + (qty_rejected)::numeric) <= (qty)::numeric))),
  constraint inspection_state_known CHECK ((state = ANY (ARRAY['pending'::text, 'ruled'::text, 'cancelled'::text])))
);
CREATE INDEX inspection_state ON qms.inspection USING btree (company_id, state, created_at);

-- application may select
create view qms.inspection_list as
 SELECT q.company_id,
    q.id,
    q.no,
    q.state,
    q.document_no,
    q.supplier_id,
    p.name AS supplier_name,
    p.pinyin AS supplier_pinyin,
    q.item_id,
    i.code AS item_code,
    i.name AS item_name,
    i.spec AS item_spec,
    i.pinyin AS item_pinyin,
    i.inspection_note,
    u.code AS unit,
    q.lot_id,
    q.lot_no,
    l.expiry_date,
    q.qty,
    q.qty_accepted,
    q.qty_conceded,
    q.qty_rejected,
    ((((q.qty)::numeric - (q.qty_accepted)::numeric) - (q.qty_conceded)::numeric) - (q.qty_rejected)::numeric) AS qty_left,
    q.reason,
    a.name AS inspector,
    q.ruled_at,
    q.business_date,
    q.created_at
   FROM (((((qms.inspection q
     JOIN md.partner p ON (((p.company_id = q.company_id) AND (p.id = q.supplier_id))))
     JOIN md.item i ON (((i.company_id = q.company_id) AND (i.id = q.item_id))))
     JOIN md.unit u ON (((u.company_id = i.company_id) AND (u.id = i.base_unit_id))))
     JOIN wms.lot l ON (((l.company_id = q.company_id) AND (l.id = q.lot_id))))
     LEFT JOIN sys.user_account a ON ((a.id = q.inspector_id)));

-- append-only: who changed what, before and after, from which device
-- application may select, insert; kept apart by company
create table sys.audit (
  company_id uuid not null,
  id bigint not null generated always as identity,
  xid xid8 not null default sys.log_position(),
  recorded_at timestamp with time zone not null default clock_timestamp(),
  actor_id uuid not null,
  device text not null,
  command_id uuid not null,
  command text not null,
  entity text not null,
  entity_id text not null,
  before jsonb,
  after jsonb,
  constraint audit_pkey PRIMARY KEY (company_id, id)
);
CREATE INDEX audit_entity ON sys.audit USING btree (company_id, entity, entity_id);
CREATE INDEX audit_follow ON sys.audit USING btree (company_id, xid, id);
CREATE TRIGGER refuse_rewriting BEFORE DELETE OR UPDATE OR TRUNCATE ON sys.audit FOR EACH STATEMENT EXECUTE FUNCTION sys.refuse_rewriting();

-- append-only: the audit hash chain, sealed in blocks behind the writers
-- application may select, insert; kept apart by company
create table sys.audit_block (
  company_id uuid not null,
  id bigint not null,
  through_xid xid8 not null,
  through_id bigint not null,
  row_count integer not null,
  hash text not null,
  previous_hash text not null,
  sealed_at timestamp with time zone not null default now(),
  constraint audit_block_pkey PRIMARY KEY (company_id, id),
  constraint audit_block_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id)
);
CREATE TRIGGER refuse_rewriting BEFORE DELETE OR UPDATE OR TRUNCATE ON sys.audit_block FOR EACH STATEMENT EXECUTE FUNCTION sys.refuse_rewriting();

-- application may select
create view sys.audit_line as
 SELECT company_id,
    xid,
    id,
    (jsonb_build_array(id, (xid)::text, (EXTRACT(epoch FROM recorded_at))::text, actor_id, device, command_id, command, entity, entity_id, before, after))::text AS line
   FROM sys.audit;

-- application may select
create view sys.audit_list as
 SELECT a.company_id,
    a.id,
    a.recorded_at,
    COALESCE(u.name, ''::text) AS actor,
    COALESCE(u.login, ''::text) AS actor_login,
    a.device,
    a.command,
    a.entity,
    a.entity_id,
    (a.before)::text AS before,
    (a.after)::text AS after,
    a.command_id,
    (jsonb_strip_nulls(jsonb_build_object('before', a.before, 'after', a.after)))::text AS changes
   FROM (sys.audit a
     LEFT JOIN sys.user_account u ON ((u.id = a.actor_id)));

-- the command log: one row per executed command; its reply is set once
-- application may select, insert, update, delete; kept apart by company
create table sys.command (
  company_id uuid not null,
  id uuid not null,
  name text not null,
  input_hash text not null,
  actor_id uuid not null,
  device text not null default ''::text,
  recorded_at timestamp with time zone not null default now(),
  reply jsonb,
  constraint command_pkey PRIMARY KEY (company_id, id),
  constraint command_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id)
);
CREATE TRIGGER command_reply_is_set_once BEFORE UPDATE ON sys.command FOR EACH ROW EXECUTE FUNCTION sys.command_reply_is_set_once();

-- installation: the account sets 账套 of this installation
-- application may select, insert, update, delete
create table sys.company (
  id uuid not null,
  code text not null,
  name text not null,
  tax_no text not null default ''::text,
  taxpayer text not null default 'general'::text,
  time_zone text not null default 'Asia/Shanghai'::text,
  currency text not null default 'CNY'::text,
  start_period text not null,
  demo boolean not null default false,
  created_at timestamp with time zone not null default now(),
  constraint company_pkey PRIMARY KEY (id),
  constraint company_code_unique UNIQUE (code),
  constraint company_start_period_shape CHECK ((start_period ~ '^\d{4}-\d{2}$'::text)),
  constraint company_taxpayer_known CHECK ((taxpayer = ANY (ARRAY['general'::text, 'small_scale'::text])))
);

-- append-only: each step a document took, for its timeline
-- application may select, insert; kept apart by company
create table sys.document_event (
  company_id uuid not null,
  id bigint not null generated always as identity,
  document_kind text not null,
  document_id uuid not null,
  verb text not null,
  from_state text,
  to_state text,
  actor_id uuid not null,
  command_id uuid not null,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  note jsonb not null default '{}'::jsonb,
  occurred_at timestamp with time zone not null,
  constraint document_event_pkey PRIMARY KEY (company_id, id)
);
CREATE INDEX document_event_document ON sys.document_event USING btree (company_id, document_kind, document_id, id);
CREATE TRIGGER refuse_rewriting BEFORE DELETE OR UPDATE OR TRUNCATE ON sys.document_event FOR EACH STATEMENT EXECUTE FUNCTION sys.refuse_rewriting();

-- append-only: which document gave rise to which, up and down the chain
-- application may select, insert; kept apart by company
create table sys.document_link (
  company_id uuid not null,
  id bigint not null generated always as identity,
  from_kind text not null,
  from_id uuid not null,
  to_kind text not null,
  to_id uuid not null,
  qty qty,
  amount amount,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  constraint document_link_pkey PRIMARY KEY (company_id, id)
);
CREATE INDEX document_link_from ON sys.document_link USING btree (company_id, from_kind, from_id);
CREATE INDEX document_link_to ON sys.document_link USING btree (company_id, to_kind, to_id);
CREATE TRIGGER refuse_rewriting BEFORE DELETE OR UPDATE OR TRUNCATE ON sys.document_link FOR EACH STATEMENT EXECUTE FUNCTION sys.refuse_rewriting();

-- application may select
create view sys.document_node as
 SELECT d.company_id,
    'purchase_order'::text AS kind,
    d.id,
    d.no,
    d.state,
    'erp'::text AS lane,
    d.prepared_at AS at,
    ( SELECT sum((l.qty)::numeric) AS sum
           FROM erp.purchase_order_line l
          WHERE ((l.company_id = d.company_id) AND (l.order_id = d.id))) AS qty,
    ( SELECT sum((l.qty_stocked)::numeric) AS sum
           FROM erp.purchase_order_line l
          WHERE ((l.company_id = d.company_id) AND (l.order_id = d.id))) AS qty_done
   FROM erp.purchase_order d
UNION ALL
 SELECT d.company_id,
    'receiving_notice'::text AS kind,
    d.id,
    d.no,
    d.state,
    'wms'::text AS lane,
    d.created_at AS at,
    ( SELECT sum((l.qty_expected)::numeric) AS sum
           FROM wms.receiving_notice_line l
          WHERE ((l.company_id = d.company_id) AND (l.notice_id = d.id))) AS qty,
    ( SELECT sum((l.qty_received)::numeric) AS sum
           FROM wms.receiving_notice_line l
          WHERE ((l.company_id = d.company_id) AND (l.notice_id = d.id))) AS qty_done
   FROM wms.receiving_notice d
UNION ALL
 SELECT inspection.company_id,
    'inspection'::text AS kind,
    inspection.id,
    inspection.no,
    inspection.state,
    'wms'::text AS lane,
    inspection.created_at AS at,
    (inspection.qty)::numeric AS qty,
    (((inspection.qty_accepted)::numeric + (inspection.qty_conceded)::numeric) + (inspection.qty_rejected)::numeric) AS qty_done
   FROM qms.inspection
UNION ALL
 SELECT d.company_id,
    'purchase_receipt'::text AS kind,
    d.id,
    d.no,
    'approved'::text AS state,
    'erp'::text AS lane,
    d.recorded_at AS at,
    ( SELECT sum((l.qty)::numeric) AS sum
           FROM erp.purchase_receipt_line l
          WHERE ((l.company_id = d.company_id) AND (l.receipt_id = d.id))) AS qty,
    ( SELECT sum((l.qty)::numeric) AS sum
           FROM erp.purchase_receipt_line l
          WHERE ((l.company_id = d.company_id) AND (l.receipt_id = d.id))) AS qty_done
   FROM erp.purchase_receipt d
UNION ALL
 SELECT d.company_id,
    'purchase_invoice'::text AS kind,
    d.id,
    d.no,
    d.state,
    'erp'::text AS lane,
    d.prepared_at AS at,
    ( SELECT sum((l.qty)::numeric) AS sum
           FROM fin.purchase_invoice_line l
          WHERE ((l.company_id = d.company_id) AND (l.invoice_id = d.id))) AS qty,
    NULL::numeric AS qty_done
   FROM fin.purchase_invoice d
UNION ALL
 SELECT d.company_id,
    'sales_order'::text AS kind,
    d.id,
    d.no,
    d.state,
    'erp'::text AS lane,
    d.prepared_at AS at,
    ( SELECT sum((l.qty)::numeric) AS sum
           FROM erp.sales_order_line l
          WHERE ((l.company_id = d.company_id) AND (l.order_id = d.id))) AS qty,
    ( SELECT sum((l.qty_shipped)::numeric) AS sum
           FROM erp.sales_order_line l
          WHERE ((l.company_id = d.company_id) AND (l.order_id = d.id))) AS qty_done
   FROM erp.sales_order d
UNION ALL
 SELECT d.company_id,
    'shipment'::text AS kind,
    d.id,
    d.no,
    d.state,
    'wms'::text AS lane,
    d.created_at AS at,
    ( SELECT sum((l.qty_ordered)::numeric) AS sum
           FROM wms.shipment_line l
          WHERE ((l.company_id = d.company_id) AND (l.shipment_id = d.id))) AS qty,
    ( SELECT sum((l.qty_shipped)::numeric) AS sum
           FROM wms.shipment_line l
          WHERE ((l.company_id = d.company_id) AND (l.shipment_id = d.id))) AS qty_done
   FROM wms.shipment d
UNION ALL
 SELECT d.company_id,
    'sales_delivery'::text AS kind,
    d.id,
    d.no,
    'approved'::text AS state,
    'erp'::text AS lane,
    d.recorded_at AS at,
    ( SELECT sum((l.qty)::numeric) AS sum
           FROM erp.sales_delivery_line l
          WHERE ((l.company_id = d.company_id) AND (l.delivery_id = d.id))) AS qty,
    ( SELECT sum((l.qty)::numeric) AS sum
           FROM erp.sales_delivery_line l
          WHERE ((l.company_id = d.company_id) AND (l.delivery_id = d.id))) AS qty_done
   FROM erp.sales_delivery d
UNION ALL
 SELECT d.company_id,
    'sales_invoice'::text AS kind,
    d.id,
    d.no,
    d.state,
    'erp'::text AS lane,
    d.prepared_at AS at,
    ( SELECT sum((l.qty)::numeric) AS sum
           FROM fin.sales_invoice_line l
          WHERE ((l.company_id = d.company_id) AND (l.invoice_id = d.id))) AS qty,
    NULL::numeric AS qty_done
   FROM fin.sales_invoice d
UNION ALL
 SELECT payment.company_id,
    'payment'::text AS kind,
    payment.id,
    payment.no,
    payment.state,
    'erp'::text AS lane,
    payment.prepared_at AS at,
    NULL::numeric AS qty,
    NULL::numeric AS qty_done
   FROM fin.payment
UNION ALL
 SELECT voucher.company_id,
    'voucher'::text AS kind,
    voucher.id,
    ((voucher.word || '-'::text) || lpad((voucher.no)::text, 4, '0'::text)) AS no,
    'posted'::text AS state,
    'erp'::text AS lane,
    voucher.recorded_at AS at,
    NULL::numeric AS qty,
    NULL::numeric AS qty_done
   FROM fin.voucher
UNION ALL
 SELECT d.company_id,
    'transfer_order'::text AS kind,
    d.id,
    d.no,
    d.state,
    'erp'::text AS lane,
    d.prepared_at AS at,
    ( SELECT sum((l.qty)::numeric) AS sum
           FROM erp.transfer_order_line l
          WHERE ((l.company_id = d.company_id) AND (l.order_id = d.id))) AS qty,
    ( SELECT sum((l.qty_arrived)::numeric) AS sum
           FROM erp.transfer_order_line l
          WHERE ((l.company_id = d.company_id) AND (l.order_id = d.id))) AS qty_done
   FROM erp.transfer_order d
UNION ALL
 SELECT d.company_id,
    'transfer'::text AS kind,
    d.id,
    d.no,
    d.state,
    'wms'::text AS lane,
    d.created_at AS at,
    ( SELECT sum((l.qty_ordered)::numeric) AS sum
           FROM wms.transfer_line l
          WHERE ((l.company_id = d.company_id) AND (l.transfer_id = d.id))) AS qty,
    ( SELECT sum((l.qty_arrived)::numeric) AS sum
           FROM wms.transfer_line l
          WHERE ((l.company_id = d.company_id) AND (l.transfer_id = d.id))) AS qty_done
   FROM wms.transfer d
UNION ALL
 SELECT count_order.company_id,
    'count_order'::text AS kind,
    count_order.id,
    count_order.no,
    count_order.state,
    'erp'::text AS lane,
    count_order.prepared_at AS at,
    NULL::numeric AS qty,
    NULL::numeric AS qty_done
   FROM erp.count_order
UNION ALL
 SELECT count_job.company_id,
    'count_job'::text AS kind,
    count_job.id,
    count_job.no,
    count_job.state,
    'wms'::text AS lane,
    count_job.created_at AS at,
    NULL::numeric AS qty,
    NULL::numeric AS qty_done
   FROM wms.count_job
UNION ALL
 SELECT d.company_id,
    'stock_adjusted'::text AS kind,
    d.id,
    (d.body ->> 'documentNo'::text) AS no,
    'posted'::text AS state,
    'wms'::text AS lane,
    d.recorded_at AS at,
    ( SELECT sum((l.qty)::numeric) AS sum
           FROM contract.report_line l
          WHERE ((l.company_id = d.company_id) AND (l.report_id = d.id))) AS qty,
    NULL::numeric AS qty_done
   FROM contract.report d
  WHERE (d.kind = 'stock_adjusted'::text)
UNION ALL
 SELECT firm_order.company_id,
    'firm_order'::text AS kind,
    firm_order.id,
    firm_order.no,
    firm_order.state,
    'erp'::text AS lane,
    firm_order.prepared_at AS at,
    (firm_order.qty)::numeric AS qty,
    (firm_order.qty_done)::numeric AS qty_done
   FROM plan.firm_order;

-- application may select, insert, update, delete; kept apart by company
create table sys.exception_case (
  company_id uuid not null,
  id uuid not null,
  code text not null,
  role_code text not null,
  entity text not null,
  entity_id text not null,
  facts jsonb not null default '{}'::jsonb,
  opened_at timestamp with time zone not null default now(),
  resolved_at timestamp with time zone,
  resolved_by uuid,
  resolution text,
  constraint exception_case_pkey PRIMARY KEY (company_id, id),
  constraint exception_case_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id)
);
CREATE INDEX exception_case_open ON sys.exception_case USING btree (company_id, role_code) WHERE (resolved_at IS NULL);

-- application may select, insert, update, delete; kept apart by company
create table sys.import_batch (
  company_id uuid not null,
  id uuid not null,
  kind text not null,
  file_name text not null,
  state text not null,
  mapping jsonb not null default '{}'::jsonb,
  content bytea,
  row_count integer not null default 0,
  rows_done integer not null default 0,
  problems jsonb not null default '[]'::jsonb,
  problem_count integer not null default 0,
  summary jsonb not null default '{}'::jsonb,
  user_id uuid not null,
  created_at timestamp with time zone not null default now(),
  finished_at timestamp with time zone,
  lease_token uuid,
  leased_until timestamp with time zone,
  constraint import_batch_pkey PRIMARY KEY (company_id, id),
  constraint import_batch_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id),
  constraint import_batch_state_known CHECK ((state = ANY (ARRAY['uploaded'::text, 'checking'::text, 'checked'::text, 'refused'::text, 'importing'::text, 'imported'::text, 'failed'::text])))
);
CREATE INDEX import_batch_waiting ON sys.import_batch USING btree (company_id, created_at) WHERE (state = ANY (ARRAY['checking'::text, 'importing'::text]));

-- read-only: this installation; the digest names the migrations, views and guards its database stands on
-- application may select
create table sys.installation (
  only_one boolean not null default true,
  id uuid not null default gen_random_uuid(),
  created_at timestamp with time zone not null default now(),
  schema_digest text,
  log_server text,
  log_offset bigint not null default 0,
  constraint installation_pkey PRIMARY KEY (only_one),
  constraint installation_only_one CHECK (only_one)
);

-- installation: which person may enter which company
-- application may select, insert, update, delete
create table sys.membership (
  user_id uuid not null,
  company_id uuid not null,
  constraint membership_pkey PRIMARY KEY (user_id, company_id),
  constraint membership_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id),
  constraint membership_user_fk FOREIGN KEY (user_id) REFERENCES sys.user_account(id)
);

-- owner-only: which migrations have been applied
create table sys.migration (
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone not null default now(),
  constraint migration_pkey PRIMARY KEY (name)
);

-- application may select, insert, update, delete; kept apart by company
create table sys.number_counter (
  company_id uuid not null,
  series text not null,
  period text not null,
  last_no bigint not null,
  constraint number_counter_pkey PRIMARY KEY (company_id, series, period),
  constraint number_counter_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id),
  constraint number_counter_not_negative CHECK ((last_no >= 0))
);

-- owner-only: the login the running program uses
create table sys.owner_secret (
  only_one boolean not null default true,
  app_user text not null,
  app_password text not null,
  constraint owner_secret_pkey PRIMARY KEY (only_one),
  constraint owner_secret_only_one CHECK (only_one)
);

-- append-only: when the books last agreed, and the figures that were compared
-- application may select, insert; kept apart by company
create table sys.proof_run (
  company_id uuid not null,
  id bigint not null generated always as identity,
  proved_at timestamp with time zone not null default clock_timestamp(),
  holds boolean not null,
  unvalued_count integer not null,
  figures jsonb not null,
  broken jsonb not null default '[]'::jsonb,
  duration_ms integer not null,
  constraint proof_run_pkey PRIMARY KEY (company_id, id),
  constraint proof_run_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id)
);
CREATE INDEX proof_run_latest ON sys.proof_run USING btree (company_id, proved_at DESC);
CREATE TRIGGER refuse_rewriting BEFORE DELETE OR UPDATE OR TRUNCATE ON sys.proof_run FOR EACH STATEMENT EXECUTE FUNCTION sys.refuse_rewriting();

-- application may select, insert, update, delete; kept apart by company
create table sys.role (
  company_id uuid not null,
  id uuid not null,
  code text not null,
  name_zh text not null,
  name_en text not null,
  constraint role_pkey PRIMARY KEY (company_id, id),
  constraint role_code_unique UNIQUE (company_id, code),
  constraint role_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id)
);

-- application may select, insert, update, delete; kept apart by company
create table sys.role_right (
  company_id uuid not null,
  role_id uuid not null,
  right_code text not null,
  constraint role_right_pkey PRIMARY KEY (company_id, role_id, right_code),
  constraint role_right_role_fk FOREIGN KEY (company_id, role_id) REFERENCES sys.role(company_id, id)
);

-- application may select, insert, update, delete; kept apart by company
create table sys.saved_view (
  company_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  list text not null,
  name text not null,
  shared boolean not null default false,
  definition jsonb not null,
  created_at timestamp with time zone not null default now(),
  constraint saved_view_pkey PRIMARY KEY (company_id, id),
  constraint saved_view_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id),
  constraint saved_view_user_fk FOREIGN KEY (user_id) REFERENCES sys.user_account(id)
);
CREATE INDEX saved_view_list ON sys.saved_view USING btree (company_id, list, user_id);

-- installation: signed-in devices; only the hash of the token is kept
-- application may select, insert, update, delete
create table sys.session (
  token_hash text not null,
  user_id uuid not null,
  current_company_id uuid,
  device text not null default ''::text,
  created_at timestamp with time zone not null default now(),
  last_seen_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  idle_minutes integer not null default 240,
  constraint session_pkey PRIMARY KEY (token_hash),
  constraint session_company_fk FOREIGN KEY (current_company_id) REFERENCES sys.company(id),
  constraint session_user_fk FOREIGN KEY (user_id) REFERENCES sys.user_account(id),
  constraint session_idle_minutes_range CHECK (((idle_minutes >= 1) AND (idle_minutes <= 1440)))
);
CREATE INDEX session_of_user ON sys.session USING btree (user_id);

-- installation: a person signs in once and may work in several companies
-- application may select, insert, update, delete
create table sys.user_account (
  id uuid not null,
  login text not null,
  name text not null,
  password_hash text not null,
  locale text not null default 'zh-CN'::text,
  active boolean not null default true,
  failed_sign_ins integer not null default 0,
  locked_until timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint user_account_pkey PRIMARY KEY (id),
  constraint user_account_login_unique UNIQUE (login),
  constraint user_account_locale_known CHECK ((locale = ANY (ARRAY['zh-CN'::text, 'en'::text]))),
  constraint user_account_login_lower CHECK ((login = lower(login)))
);

-- application may select
create view sys.user_list as
 SELECT m.company_id,
    u.id,
    u.login,
    u.name,
    u.locale,
    u.active,
    COALESCE(roles.names, ''::text) AS roles,
    COALESCE(limits.codes, ''::text) AS warehouses,
    (u.password_hash <> ''::text) AS has_password,
    seen.last_seen_at,
    u.created_at
   FROM ((((sys.membership m
     JOIN sys.user_account u ON ((u.id = m.user_id)))
     LEFT JOIN LATERAL ( SELECT string_agg(r.name_zh, '、'::text ORDER BY r.code) AS names
           FROM (sys.user_role h
             JOIN sys.role r ON (((r.company_id = h.company_id) AND (r.id = h.role_id))))
          WHERE ((h.company_id = m.company_id) AND (h.user_id = u.id))) roles ON (true))
     LEFT JOIN LATERAL ( SELECT string_agg(w.code, '、'::text ORDER BY w.code) AS codes
           FROM (md.user_warehouse l
             JOIN md.warehouse w ON (((w.company_id = l.company_id) AND (w.id = l.warehouse_id))))
          WHERE ((l.company_id = m.company_id) AND (l.user_id = u.id))) limits ON (true))
     LEFT JOIN LATERAL ( SELECT max(s.last_seen_at) AS last_seen_at
           FROM sys.session s
          WHERE (s.user_id = u.id)) seen ON (true))
  WHERE (m.company_id = (NULLIF(current_setting('app.company'::text, true), ''::text))::uuid);

-- application may select, insert, update, delete; kept apart by company
create table sys.user_role (
  company_id uuid not null,
  user_id uuid not null,
  role_id uuid not null,
  constraint user_role_pkey PRIMARY KEY (company_id, user_id, role_id),
  constraint user_role_role_fk FOREIGN KEY (company_id, role_id) REFERENCES sys.role(company_id, id),
  constraint user_role_user_fk FOREIGN KEY (user_id) REFERENCES sys.user_account(id)
);

-- application may select, insert, update, delete; kept apart by company
create table wms.allocation (
  company_id uuid not null,
  id uuid not null,
  demand_kind text not null,
  demand_line_id uuid not null,
  task_id uuid,
  item_id uuid not null,
  owner_id uuid not null,
  lot_id uuid not null,
  status text not null,
  bin_id uuid not null,
  qty qty not null,
  qty_consumed qty not null default 0,
  qty_released qty not null default 0,
  release_reason text,
  created_at timestamp with time zone not null default now(),
  constraint allocation_pkey PRIMARY KEY (company_id, id),
  constraint allocation_balance_fk FOREIGN KEY (company_id, item_id, owner_id, lot_id, status, bin_id) REFERENCES wms.balance(company_id, item_id, owner_id, lot_id, status, bin_id),
  constraint allocation_task_fk FOREIGN KEY (company_id, task_id) REFERENCES wms.task(company_id, id),
  constraint allocation_qty_positive CHECK (((qty)::numeric > (0)::numeric)),
  constraint allocation_within_qty CHECK ((((qty_consumed)::numeric >= (0)::numeric) AND ((qty_released)::numeric >= (0)::numeric) AND (((qty_consumed)::numeric + (qty_released)::numeric) <= (qty)::numeric)))
);
CREATE INDEX allocation_demand ON wms.allocation USING btree (company_id, demand_line_id);
CREATE INDEX allocation_open ON wms.allocation USING btree (company_id, item_id, bin_id) WHERE ((qty)::numeric > ((qty_consumed)::numeric + (qty_released)::numeric));

-- application may select, insert, update, delete; kept apart by company
create table wms.balance (
  company_id uuid not null,
  item_id uuid not null,
  owner_id uuid not null,
  lot_id uuid not null,
  status text not null,
  bin_id uuid not null,
  on_hand qty not null default 0,
  allocated qty not null default 0,
  constraint balance_pkey PRIMARY KEY (company_id, item_id, owner_id, lot_id, status, bin_id),
  constraint balance_bin_fk FOREIGN KEY (company_id, bin_id) REFERENCES wms.bin(company_id, id),
  constraint balance_item_fk FOREIGN KEY (company_id, item_id) REFERENCES md.item(company_id, id),
  constraint balance_lot_fk FOREIGN KEY (company_id, lot_id) REFERENCES wms.lot(company_id, id),
  constraint balance_owner_fk FOREIGN KEY (company_id, owner_id) REFERENCES md.partner(company_id, id),
  constraint balance_status_known CHECK ((status = ANY (ARRAY['available'::text, 'pending'::text, 'frozen'::text, 'rejected'::text, 'damaged'::text]))),
  constraint stock_balance_allocated_within_on_hand CHECK ((((allocated)::numeric >= (0)::numeric) AND ((allocated)::numeric <= (on_hand)::numeric))),
  constraint stock_balance_on_hand_not_negative CHECK (((on_hand)::numeric >= (0)::numeric))
);
CREATE INDEX balance_bin ON wms.balance USING btree (company_id, bin_id);

-- application may select, insert, update, delete; kept apart by company
create table wms.bin (
  company_id uuid not null,
  id uuid not null,
  warehouse_id uuid not null,
  zone_id uuid,
  profile_id uuid not null,
  code text not null,
  putaway_sequence integer not null default 0,
  pick_sequence integer not null default 0,
  capacity_qty qty,
  blocked_in text,
  blocked_out text,
  active boolean not null default true,
  constraint bin_pkey PRIMARY KEY (company_id, id),
  constraint bin_code_unique UNIQUE (company_id, code),
  constraint bin_profile_fk FOREIGN KEY (company_id, profile_id) REFERENCES wms.bin_profile(company_id, id),
  constraint bin_warehouse_fk FOREIGN KEY (company_id, warehouse_id) REFERENCES md.warehouse(company_id, id),
  constraint bin_zone_fk FOREIGN KEY (company_id, zone_id) REFERENCES wms.zone(company_id, id),
  constraint bin_capacity_positive CHECK (((capacity_qty)::numeric > (0)::numeric)),
  constraint bin_code_shape CHECK (((code <> ''::text) AND (code = btrim(code))))
);
CREATE INDEX bin_warehouse ON wms.bin USING btree (company_id, warehouse_id, putaway_sequence);

-- application may select
create view wms.bin_list as
 SELECT n.company_id,
    n.id,
    n.code,
    w.code AS warehouse_code,
    w.name AS warehouse_name,
    z.code AS zone_code,
    p.name_zh AS profile,
    n.putaway_sequence,
    n.pick_sequence,
    COALESCE(n.capacity_qty, p.capacity_qty) AS capacity,
    n.blocked_in,
    n.blocked_out,
    n.warehouse_id,
    COALESCE(( SELECT sum((b.on_hand)::numeric) AS sum
           FROM wms.balance b
          WHERE ((b.company_id = n.company_id) AND (b.bin_id = n.id))), (0)::numeric) AS on_hand
   FROM (((wms.bin n
     JOIN wms.bin_profile p ON (((p.company_id = n.company_id) AND (p.id = n.profile_id) AND p.counted)))
     JOIN md.warehouse w ON (((w.company_id = n.company_id) AND (w.id = n.warehouse_id))))
     LEFT JOIN wms.zone z ON (((z.company_id = n.company_id) AND (z.id = n.zone_id))));

-- application may select, insert, update, delete; kept apart by company
create table wms.bin_profile (
  company_id uuid not null,
  id uuid not null,
  code text not null,
  name_zh text not null,
  name_en text not null,
  counted boolean not null default true,
  receivable boolean not null default false,
  storable boolean not null default false,
  pickable boolean not null default false,
  holding boolean not null default false,
  staging boolean not null default false,
  mix_items text not null default 'allow'::text,
  mix_lots text not null default 'allow'::text,
  capacity_qty qty,
  constraint bin_profile_pkey PRIMARY KEY (company_id, id),
  constraint bin_profile_code_unique UNIQUE (company_id, code),
  constraint bin_profile_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id),
  constraint bin_profile_capacity_positive CHECK (((capacity_qty)::numeric > (0)::numeric)),
  constraint bin_profile_mix_items_known CHECK ((mix_items = ANY (ARRAY['allow'::text, 'forbid'::text]))),
  constraint bin_profile_mix_lots_known CHECK ((mix_lots = ANY (ARRAY['allow'::text, 'forbid'::text])))
);

-- application may select, insert, update, delete; kept apart by company
create table wms.count_job (
  company_id uuid not null,
  id uuid not null,
  no text not null,
  instruction_id uuid not null,
  warehouse_id uuid not null,
  state text not null,
  created_at timestamp with time zone not null default now(),
  constraint count_job_pkey PRIMARY KEY (company_id, id),
  constraint count_job_no_unique UNIQUE (company_id, no),
  constraint count_job_instruction_fk FOREIGN KEY (company_id, instruction_id) REFERENCES contract.instruction(company_id, id),
  constraint count_job_warehouse_fk FOREIGN KEY (company_id, warehouse_id) REFERENCES md.warehouse(company_id, id),
  constraint count_job_state_known CHECK ((state = ANY (ARRAY['open'::text, 'counting'::text, 'counted'::text, 'closed'::text, 'cancelled'::text])))
);

-- application may select
create view wms.count_job_list as
 SELECT j.company_id,
    j.id,
    j.no,
    j.state,
    j.warehouse_id,
    w.name AS warehouse_name,
    (i.body ->> 'originNo'::text) AS order_no,
    ((i.body ->> 'originId'::text))::uuid AS order_id,
    t.bin_count,
    (t.bin_count - t.bins_open) AS bins_counted,
    (t.tasks - t.bin_count) AS recounts,
    j.created_at
   FROM (((wms.count_job j
     JOIN contract.instruction i ON (((i.company_id = j.company_id) AND (i.id = j.instruction_id))))
     JOIN md.warehouse w ON (((w.company_id = j.company_id) AND (w.id = j.warehouse_id))))
     CROSS JOIN LATERAL ( SELECT (count(*))::integer AS tasks,
            (count(DISTINCT t_1.from_bin_id))::integer AS bin_count,
            (count(DISTINCT t_1.from_bin_id) FILTER (WHERE (t_1.state = ANY (ARRAY['ready'::text, 'claimed'::text, 'started'::text]))))::integer AS bins_open
           FROM wms.task t_1
          WHERE ((t_1.company_id = j.company_id) AND (t_1.document_id = j.id) AND (t_1.kind = 'count'::text))) t);

-- what was seen, when, and what the book said at that moment
-- application may select, insert, update, delete; kept apart by company
create table wms.count_observation (
  company_id uuid not null,
  id uuid not null,
  count_job_id uuid not null,
  task_id uuid not null,
  bin_id uuid not null,
  item_id uuid not null,
  owner_id uuid not null,
  lot_id uuid not null,
  status text not null,
  qty_counted qty not null,
  qty_book qty not null,
  round smallint not null default 1,
  counted_by uuid not null,
  counted_at timestamp with time zone not null,
  adjusted_movement_id bigint,
  book_at bigint not null default 0,
  kept boolean not null default false,
  constraint count_observation_pkey PRIMARY KEY (company_id, id),
  constraint count_observation_bin_fk FOREIGN KEY (company_id, bin_id) REFERENCES wms.bin(company_id, id),
  constraint count_observation_item_fk FOREIGN KEY (company_id, item_id) REFERENCES md.item(company_id, id),
  constraint count_observation_job_fk FOREIGN KEY (company_id, count_job_id) REFERENCES wms.count_job(company_id, id),
  constraint count_observation_lot_fk FOREIGN KEY (company_id, lot_id) REFERENCES wms.lot(company_id, id),
  constraint count_observation_not_negative CHECK (((qty_counted)::numeric >= (0)::numeric))
);
CREATE INDEX count_observation_bin ON wms.count_observation USING btree (company_id, count_job_id, bin_id, round);
CREATE INDEX count_observation_job ON wms.count_observation USING btree (company_id, count_job_id);
CREATE INDEX count_observation_task ON wms.count_observation USING btree (company_id, task_id);

-- application may select
create view wms.in_transit_list as
 SELECT a.company_id,
    a.id,
    t.id AS transfer_id,
    t.no AS transfer_no,
    (n.body ->> 'originNo'::text) AS order_no,
    ((n.body ->> 'originId'::text))::uuid AS order_id,
    t.from_warehouse_id,
    f.name AS from_warehouse_name,
    t.to_warehouse_id,
    w.name AS to_warehouse_name,
    a.item_id,
    i.code AS item_code,
    i.name AS item_name,
    i.pinyin AS item_pinyin,
    u.code AS unit,
    a.lot_id,
    o.lot_no,
    (((a.qty)::numeric - (a.qty_consumed)::numeric) - (a.qty_released)::numeric) AS qty,
    COALESCE((k.state = ANY (ARRAY['ready'::text, 'claimed'::text, 'started'::text])), false) AS has_task,
    b.code AS to_bin,
    a.created_at AS dispatched_at
   FROM ((((((((((wms.allocation a
     JOIN wms.transfer_line l ON (((l.company_id = a.company_id) AND (l.id = a.demand_line_id))))
     JOIN wms.transfer t ON (((t.company_id = l.company_id) AND (t.id = l.transfer_id) AND (t.transit_bin_id = a.bin_id))))
     JOIN contract.instruction n ON (((n.company_id = t.company_id) AND (n.id = t.instruction_id))))
     JOIN md.warehouse f ON (((f.company_id = t.company_id) AND (f.id = t.from_warehouse_id))))
     JOIN md.warehouse w ON (((w.company_id = t.company_id) AND (w.id = t.to_warehouse_id))))
     JOIN md.item i ON (((i.company_id = a.company_id) AND (i.id = a.item_id))))
     JOIN md.unit u ON (((u.company_id = i.company_id) AND (u.id = i.base_unit_id))))
     JOIN wms.lot o ON (((o.company_id = a.company_id) AND (o.id = a.lot_id))))
     LEFT JOIN wms.task k ON (((k.company_id = a.company_id) AND (k.id = a.task_id))))
     LEFT JOIN wms.bin b ON (((b.company_id = k.company_id) AND (b.id = k.to_bin_id))))
  WHERE ((a.qty)::numeric > ((a.qty_consumed)::numeric + (a.qty_released)::numeric));

-- the all-zero id is the company's none lot, for stock kept without lots
-- application may select, insert, update, delete; kept apart by company
create table wms.lot (
  company_id uuid not null,
  id uuid not null,
  item_id uuid,
  lot_no text not null,
  supplier_lot_no text not null default ''::text,
  supplier_id uuid,
  production_date date,
  expiry_date date,
  received_date date,
  blocked_reason text,
  created_at timestamp with time zone not null default now(),
  constraint lot_pkey PRIMARY KEY (company_id, id),
  constraint lot_no_unique UNIQUE (company_id, item_id, lot_no),
  constraint lot_company_fk FOREIGN KEY (company_id) REFERENCES sys.company(id),
  constraint lot_item_fk FOREIGN KEY (company_id, item_id) REFERENCES md.item(company_id, id),
  constraint lot_supplier_fk FOREIGN KEY (company_id, supplier_id) REFERENCES md.partner(company_id, id),
  constraint lot_none_has_no_item CHECK (((item_id IS NULL) = (id = '00000000-0000-0000-0000-000000000000'::uuid)))
);
CREATE INDEX lot_number ON wms.lot USING btree (company_id, lot_no);

-- append-only: the one book of quantities; every row has two ends
-- application may select, insert; kept apart by company
create table wms.movement (
  company_id uuid not null,
  id bigint not null generated always as identity,
  xid xid8 not null default sys.log_position(),
  command_id uuid not null,
  kind text not null,
  item_id uuid not null,
  lot_id uuid not null,
  qty qty not null,
  from_bin_id uuid not null,
  from_status text not null,
  from_owner_id uuid not null,
  to_bin_id uuid not null,
  to_status text not null,
  to_owner_id uuid not null,
  from_after qty,
  to_after qty,
  source_kind text not null,
  source_id uuid not null,
  source_line_id uuid,
  task_id uuid,
  report_id uuid,
  reversal_of bigint,
  reason text,
  actor_id uuid not null,
  device text not null default ''::text,
  occurred_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  business_date date not null,
  constraint movement_pkey PRIMARY KEY (company_id, id),
  constraint movement_from_bin_fk FOREIGN KEY (company_id, from_bin_id) REFERENCES wms.bin(company_id, id),
  constraint movement_reversal_fk FOREIGN KEY (company_id, reversal_of) REFERENCES wms.movement(company_id, id),
  constraint movement_to_bin_fk FOREIGN KEY (company_id, to_bin_id) REFERENCES wms.bin(company_id, id),
  constraint movement_moves_something CHECK ((((from_bin_id IS DISTINCT FROM to_bin_id) OR (from_status IS DISTINCT FROM to_status)) OR (from_owner_id IS DISTINCT FROM to_owner_id))),
  constraint movement_qty_positive CHECK (((qty)::numeric > (0)::numeric)),
  constraint movement_status_known CHECK (((from_status = ANY (ARRAY['available'::text, 'pending'::text, 'frozen'::text, 'rejected'::text, 'damaged'::text])) AND (to_status = ANY (ARRAY['available'::text, 'pending'::text, 'frozen'::text, 'rejected'::text, 'damaged'::text]))))
);
CREATE INDEX movement_date ON wms.movement USING btree (company_id, business_date, id);
CREATE INDEX movement_follow ON wms.movement USING btree (company_id, xid, id);
CREATE INDEX movement_from_bin ON wms.movement USING btree (company_id, from_bin_id, id);
CREATE INDEX movement_item ON wms.movement USING btree (company_id, item_id, id);
CREATE INDEX movement_lot ON wms.movement USING btree (company_id, lot_id, id);
CREATE UNIQUE INDEX movement_reversed_once ON wms.movement USING btree (company_id, reversal_of) WHERE (reversal_of IS NOT NULL);
CREATE INDEX movement_source ON wms.movement USING btree (company_id, source_id);
CREATE INDEX movement_to_bin ON wms.movement USING btree (company_id, to_bin_id, id);
CREATE TRIGGER refuse_rewriting BEFORE DELETE OR UPDATE OR TRUNCATE ON wms.movement FOR EACH STATEMENT EXECUTE FUNCTION sys.refuse_rewriting();

-- application may select
create view wms.movement_list as
 SELECT m.company_id,
    m.id,
    m.kind,
    m.item_id,
    i.code AS item_code,
    i.name AS item_name,
    i.pinyin AS item_pinyin,
    u.code AS unit,
    m.lot_id,
    l.lot_no,
    m.qty,
    m.from_bin_id,
    fb.code AS from_bin,
    m.from_status,
    m.to_bin_id,
    tb.code AS to_bin,
    m.to_status,
    m.from_after,
    m.to_after,
    fb.warehouse_id,
    tb.warehouse_id AS to_warehouse_id,
    m.source_kind,
    m.source_id,
    m.task_id,
    a.name AS actor_name,
    m.device,
    m.occurred_at,
    m.recorded_at,
    m.business_date,
    m.reason
   FROM ((((((wms.movement m
     JOIN md.item i ON (((i.company_id = m.company_id) AND (i.id = m.item_id))))
     JOIN md.unit u ON (((u.company_id = i.company_id) AND (u.id = i.base_unit_id))))
     JOIN wms.lot l ON (((l.company_id = m.company_id) AND (l.id = m.lot_id))))
     JOIN wms.bin fb ON (((fb.company_id = m.company_id) AND (fb.id = m.from_bin_id))))
     JOIN wms.bin tb ON (((tb.company_id = m.company_id) AND (tb.id = m.to_bin_id))))
     LEFT JOIN sys.user_account a ON ((a.id = m.actor_id)));

-- application may select, insert, update, delete; kept apart by company
create table wms.package (
  company_id uuid not null,
  id uuid not null,
  shipment_id uuid not null,
  no text not null,
  weight_kg qty,
  constraint package_pkey PRIMARY KEY (company_id, id),
  constraint package_no_unique UNIQUE (company_id, no),
  constraint package_shipment_fk FOREIGN KEY (company_id, shipment_id) REFERENCES wms.shipment(company_id, id)
);

-- application may select, insert, update, delete; kept apart by company
create table wms.package_line (
  company_id uuid not null,
  id uuid not null,
  package_id uuid not null,
  shipment_line_id uuid not null,
  lot_id uuid not null,
  qty qty not null,
  constraint package_line_pkey PRIMARY KEY (company_id, id),
  constraint package_line_lot_fk FOREIGN KEY (company_id, lot_id) REFERENCES wms.lot(company_id, id),
  constraint package_line_package_fk FOREIGN KEY (company_id, package_id) REFERENCES wms.package(company_id, id),
  constraint package_line_shipment_line_fk FOREIGN KEY (company_id, shipment_line_id) REFERENCES wms.shipment_line(company_id, id),
  constraint package_line_qty_positive CHECK (((qty)::numeric > (0)::numeric))
);

-- one scan-confirmed quantity of one lot; a verdict refers to it
-- application may select, insert, update, delete; kept apart by company
create table wms.receipt_line (
  company_id uuid not null,
  id uuid not null,
  notice_line_id uuid not null,
  item_id uuid not null,
  lot_id uuid not null,
  owner_id uuid not null,
  bin_id uuid not null,
  qty qty not null,
  qty_accepted qty not null default 0,
  qty_conceded qty not null default 0,
  qty_rejected qty not null default 0,
  qty_reversed qty not null default 0,
  status text not null,
  inspected boolean not null,
  damaged boolean not null default false,
  report_id uuid not null,
  received_at timestamp with time zone not null default clock_timestamp(),
  constraint receipt_line_pkey PRIMARY KEY (company_id, id),
  constraint receipt_line_notice_line_fk FOREIGN KEY (company_id, notice_line_id) REFERENCES wms.receiving_notice_line(company_id, id),
  constraint receipt_line_qty_positive CHECK (((qty)::numeric > (0)::numeric)),
  constraint receipt_line_ruled_within_qty CHECK ((((((qty_accepted)::numeric + (qty_conceded)::numeric) + (qty_rejected)::numeric) + (qty_reversed)::numeric) <= (qty)::numeric))
);
CREATE INDEX receipt_line_notice_line ON wms.receipt_line USING btree (company_id, notice_line_id);

-- application may select, insert, update, delete; kept apart by company
create table wms.receiving_notice (
  company_id uuid not null,
  id uuid not null,
  no text not null,
  instruction_id uuid not null,
  partner_id uuid not null,
  warehouse_id uuid not null,
  dock_bin_id uuid not null,
  state text not null,
  delivery_note_no text not null default ''::text,
  expected_date date not null,
  created_at timestamp with time zone not null default now(),
  constraint receiving_notice_pkey PRIMARY KEY (company_id, id),
  constraint receiving_notice_no_unique UNIQUE (company_id, no),
  constraint receiving_notice_dock_fk FOREIGN KEY (company_id, dock_bin_id) REFERENCES wms.bin(company_id, id),
  constraint receiving_notice_instruction_fk FOREIGN KEY (company_id, instruction_id) REFERENCES contract.instruction(company_id, id),
  constraint receiving_notice_partner_fk FOREIGN KEY (company_id, partner_id) REFERENCES md.partner(company_id, id),
  constraint receiving_notice_warehouse_fk FOREIGN KEY (company_id, warehouse_id) REFERENCES md.warehouse(company_id, id),
  constraint receiving_notice_state_known CHECK ((state = ANY (ARRAY['open'::text, 'receiving'::text, 'received'::text, 'closed'::text, 'cancelled'::text])))
);
CREATE INDEX receiving_notice_state ON wms.receiving_notice USING btree (company_id, state, expected_date);

-- application may select, insert, update, delete; kept apart by company
create table wms.receiving_notice_line (
  company_id uuid not null,
  id uuid not null,
  notice_id uuid not null,
  line_no integer not null,
  instruction_line_id uuid not null,
  item_id uuid not null,
  qty_expected qty not null,
  qty_limit qty not null,
  qty_received qty not null default 0,
  qty_damaged qty not null default 0,
  qty_accepted qty not null default 0,
  qty_conceded qty not null default 0,
  qty_rejected qty not null default 0,
  qty_put_away qty not null default 0,
  qty_returned qty not null default 0,
  inspected boolean not null default false,
  closed_short_reason text,
  constraint receiving_notice_line_pkey PRIMARY KEY (company_id, id),
  constraint receiving_notice_line_no_unique UNIQUE (company_id, notice_id, line_no),
  constraint receiving_notice_line_instruction_fk FOREIGN KEY (company_id, instruction_line_id) REFERENCES contract.instruction_line(company_id, id),
  constraint receiving_notice_line_item_fk FOREIGN KEY (company_id, item_id) REFERENCES md.item(company_id, id),
  constraint receiving_notice_line_notice_fk FOREIGN KEY (company_id, notice_id) REFERENCES wms.receiving_notice(company_id, id),
  constraint receiving_notice_line_expected_positive CHECK (((qty_expected)::numeric > (0)::numeric)),
  constraint receiving_notice_line_ruled_within_received CHECK (((((qty_accepted)::numeric + (qty_conceded)::numeric) + (qty_rejected)::numeric) <= (qty_received)::numeric)),
  constraint receiving_notice_line_within_limit CHECK ((((qty_received)::numeric >= (0)::numeric) AND ((qty_received)::numeric <= (qty_limit)::numeric)))
);

-- application may select
create view wms.receiving_notice_line_list as
 SELECT l.company_id,
    l.id,
    l.notice_id,
    l.line_no,
    l.item_id,
    i.code AS item_code,
    i.name AS item_name,
    i.spec AS item_spec,
    u.code AS unit,
    l.qty_expected,
    l.qty_limit,
    l.qty_received,
    l.qty_damaged,
    l.qty_accepted,
    l.qty_conceded,
    l.qty_rejected,
    l.qty_put_away,
    l.qty_returned,
    l.inspected,
    l.closed_short_reason,
    i.lot_managed,
    i.expiry_managed,
    i.shelf_life_days
   FROM ((wms.receiving_notice_line l
     JOIN md.item i ON (((i.company_id = l.company_id) AND (i.id = l.item_id))))
     JOIN md.unit u ON (((u.company_id = i.company_id) AND (u.id = i.base_unit_id))));

-- application may select
create view wms.receiving_notice_list as
 SELECT n.company_id,
    n.id,
    n.no,
    n.state,
    n.expected_date,
    n.delivery_note_no,
    n.partner_id,
    p.code AS partner_code,
    p.name AS partner_name,
    p.pinyin AS partner_pinyin,
    n.warehouse_id,
    w.code AS warehouse_code,
    w.name AS warehouse_name,
    (i.body ->> 'originNo'::text) AS order_no,
    ((i.body ->> 'originId'::text))::uuid AS order_id,
    s.line_count,
    s.qty_expected,
    s.qty_received,
    s.qty_pending,
    s.qty_rejected,
    s.qty_put_away,
    n.created_at
   FROM ((((wms.receiving_notice n
     JOIN contract.instruction i ON (((i.company_id = n.company_id) AND (i.id = n.instruction_id))))
     JOIN md.partner p ON (((p.company_id = n.company_id) AND (p.id = n.partner_id))))
     JOIN md.warehouse w ON (((w.company_id = n.company_id) AND (w.id = n.warehouse_id))))
     CROSS JOIN LATERAL ( SELECT (count(*))::integer AS line_count,
            sum((l.qty_expected)::numeric) AS qty_expected,
            sum((l.qty_received)::numeric) AS qty_received,
            sum(((((l.qty_received)::numeric - (l.qty_accepted)::numeric) - (l.qty_conceded)::numeric) - (l.qty_rejected)::numeric)) AS qty_pending,
            sum((l.qty_rejected)::numeric) AS qty_rejected,
            sum((l.qty_put_away)::numeric) AS qty_put_away
           FROM wms.receiving_notice_line l
          WHERE ((l.company_id = n.company_id) AND (l.notice_id = n.id))) s);

-- application may select, insert, update, delete; kept apart by company
create table wms.shipment (
  company_id uuid not null,
  id uuid not null,
  no text not null,
  instruction_id uuid not null,
  partner_id uuid not null,
  warehouse_id uuid not null,
  staging_bin_id uuid not null,
  state text not null,
  due_date date not null,
  ship_to text not null default ''::text,
  carrier text not null default ''::text,
  tracking_no text not null default ''::text,
  created_at timestamp with time zone not null default now(),
  constraint shipment_pkey PRIMARY KEY (company_id, id),
  constraint shipment_no_unique UNIQUE (company_id, no),
  constraint shipment_instruction_fk FOREIGN KEY (company_id, instruction_id) REFERENCES contract.instruction(company_id, id),
  constraint shipment_partner_fk FOREIGN KEY (company_id, partner_id) REFERENCES md.partner(company_id, id),
  constraint shipment_staging_fk FOREIGN KEY (company_id, staging_bin_id) REFERENCES wms.bin(company_id, id),
  constraint shipment_warehouse_fk FOREIGN KEY (company_id, warehouse_id) REFERENCES md.warehouse(company_id, id),
  constraint shipment_state_known CHECK ((state = ANY (ARRAY['open'::text, 'released'::text, 'picking'::text, 'picked'::text, 'packed'::text, 'shipped'::text, 'cancelled'::text])))
);
CREATE INDEX shipment_state ON wms.shipment USING btree (company_id, state, due_date);

-- application may select, insert, update, delete; kept apart by company
create table wms.shipment_line (
  company_id uuid not null,
  id uuid not null,
  shipment_id uuid not null,
  line_no integer not null,
  instruction_line_id uuid not null,
  item_id uuid not null,
  qty_ordered qty not null,
  qty_allocated qty not null default 0,
  qty_picked qty not null default 0,
  qty_packed qty not null default 0,
  qty_shipped qty not null default 0,
  qty_short qty not null default 0,
  short_reason text,
  constraint shipment_line_pkey PRIMARY KEY (company_id, id),
  constraint shipment_line_no_unique UNIQUE (company_id, shipment_id, line_no),
  constraint shipment_line_instruction_fk FOREIGN KEY (company_id, instruction_line_id) REFERENCES contract.instruction_line(company_id, id),
  constraint shipment_line_item_fk FOREIGN KEY (company_id, item_id) REFERENCES md.item(company_id, id),
  constraint shipment_line_shipment_fk FOREIGN KEY (company_id, shipment_id) REFERENCES wms.shipment(company_id, id),
  constraint shipment_line_ordered_positive CHECK (((qty_ordered)::numeric > (0)::numeric)),
  constraint shipment_line_slices_in_order CHECK ((((qty_allocated)::numeric >= (0)::numeric) AND ((qty_picked)::numeric >= (0)::numeric) AND ((qty_packed)::numeric <= (qty_picked)::numeric) AND ((qty_shipped)::numeric <= (qty_picked)::numeric) AND ((qty_short)::numeric >= (0)::numeric) AND ((((qty_allocated)::numeric + (qty_picked)::numeric) + (qty_short)::numeric) <= (qty_ordered)::numeric)))
);

-- application may select
create view wms.shipment_list as
 SELECT s.company_id,
    s.id,
    s.no,
    s.state,
    s.due_date,
    s.ship_to,
    s.carrier,
    s.tracking_no,
    s.partner_id,
    p.code AS partner_code,
    p.name AS partner_name,
    p.pinyin AS partner_pinyin,
    s.warehouse_id,
    w.name AS warehouse_name,
    (i.body ->> 'originNo'::text) AS order_no,
    ((i.body ->> 'originId'::text))::uuid AS order_id,
    q.qty_ordered,
    q.qty_allocated,
    q.qty_picked,
    q.qty_shipped,
    q.qty_short,
    s.created_at
   FROM ((((wms.shipment s
     JOIN contract.instruction i ON (((i.company_id = s.company_id) AND (i.id = s.instruction_id))))
     JOIN md.partner p ON (((p.company_id = s.company_id) AND (p.id = s.partner_id))))
     JOIN md.warehouse w ON (((w.company_id = s.company_id) AND (w.id = s.warehouse_id))))
     CROSS JOIN LATERAL ( SELECT sum((l.qty_ordered)::numeric) AS qty_ordered,
            sum((l.qty_allocated)::numeric) AS qty_allocated,
            sum((l.qty_picked)::numeric) AS qty_picked,
            sum((l.qty_shipped)::numeric) AS qty_shipped,
            sum((l.qty_short)::numeric) AS qty_short
           FROM wms.shipment_line l
          WHERE ((l.company_id = s.company_id) AND (l.shipment_id = s.id))) q);

-- application may select
create view wms.stock_list as
 SELECT b.company_id,
    ((((b.item_id || (b.owner_id)::text) || b.lot_id) || b.status) || b.bin_id) AS id,
    b.item_id,
    i.code AS item_code,
    i.name AS item_name,
    i.spec AS item_spec,
    i.pinyin AS item_pinyin,
    i.category,
    u.code AS unit,
    b.lot_id,
    l.lot_no,
    l.supplier_lot_no,
    l.production_date,
    l.expiry_date,
    (l.expiry_date - d.today) AS days_left,
    b.status,
    n.warehouse_id,
    w.code AS warehouse_code,
    w.name AS warehouse_name,
    n.id AS bin_id,
    n.code AS bin_code,
    o.name AS owner_name,
    o.is_own,
    b.on_hand,
    b.allocated,
    (((b.on_hand)::numeric - (b.allocated)::numeric))::numeric(20,6) AS free
   FROM (((((((wms.balance b
     JOIN md.item i ON (((i.company_id = b.company_id) AND (i.id = b.item_id))))
     JOIN md.unit u ON (((u.company_id = i.company_id) AND (u.id = i.base_unit_id))))
     JOIN wms.lot l ON (((l.company_id = b.company_id) AND (l.id = b.lot_id))))
     JOIN wms.bin n ON (((n.company_id = b.company_id) AND (n.id = b.bin_id))))
     JOIN md.warehouse w ON (((w.company_id = n.company_id) AND (w.id = n.warehouse_id))))
     JOIN md.partner o ON (((o.company_id = b.company_id) AND (o.id = b.owner_id))))
     JOIN ( SELECT company.id,
            ((now() AT TIME ZONE company.time_zone))::date AS today
           FROM sys.company) d ON ((d.id = b.company_id)))
  WHERE ((b.on_hand)::numeric > (0)::numeric);

-- application may select
create view wms.stock_row as
 SELECT company_id,
    item_id,
    lot_id,
    bin_id,
    status,
    on_hand,
    allocated,
    (((on_hand)::numeric - (allocated)::numeric))::numeric(20,6) AS free
   FROM wms.balance b
  WHERE ((on_hand)::numeric > (0)::numeric);

-- application may select, insert, update, delete; kept apart by company
create table wms.task (
  company_id uuid not null,
  id uuid not null,
  no bigint not null default nextval('wms.task_no'::regclass),
  kind text not null,
  state text not null default 'ready'::text,
  priority smallint not null default 50,
  warehouse_id uuid not null,
  document_kind text not null,
  document_id uuid not null,
  document_no text not null,
  document_line_id uuid,
  item_id uuid,
  lot_id uuid,
  owner_id uuid,
  status text,
  from_bin_id uuid,
  to_bin_id uuid,
  qty_planned qty,
  qty_done qty not null default 0,
  assignee_id uuid,
  claimed_at timestamp with time zone,
  progress jsonb not null default '{}'::jsonb,
  version integer not null default 1,
  exception_code text,
  created_at timestamp with time zone not null default now(),
  finished_at timestamp with time zone,
  constraint task_pkey PRIMARY KEY (company_id, id),
  constraint task_from_bin_fk FOREIGN KEY (company_id, from_bin_id) REFERENCES wms.bin(company_id, id),
  constraint task_item_fk FOREIGN KEY (company_id, item_id) REFERENCES md.item(company_id, id),
  constraint task_lot_fk FOREIGN KEY (company_id, lot_id) REFERENCES wms.lot(company_id, id),
  constraint task_to_bin_fk FOREIGN KEY (company_id, to_bin_id) REFERENCES wms.bin(company_id, id),
  constraint task_warehouse_fk FOREIGN KEY (company_id, warehouse_id) REFERENCES md.warehouse(company_id, id),
  constraint task_done_within_planned CHECK ((((qty_done)::numeric >= (0)::numeric) AND ((qty_planned IS NULL) OR ((qty_done)::numeric <= (qty_planned)::numeric)))),
  constraint task_kind_known CHECK ((kind = ANY (ARRAY['receive'::text, 'put_away'::text, 'pick'::text, 'pack'::text, 'move'::text, 'transfer_out'::text, 'transfer_in'::text, 'count'::text, 'return'::text]))),
  constraint task_state_known CHECK ((state = ANY (ARRAY['ready'::text, 'claimed'::text, 'started'::text, 'done'::text, 'cancelled'::text])))
);
CREATE INDEX task_assignee ON wms.task USING btree (company_id, assignee_id) WHERE (state = ANY (ARRAY['claimed'::text, 'started'::text]));
CREATE INDEX task_bound_for ON wms.task USING btree (company_id, to_bin_id) WHERE ((kind = ANY (ARRAY['put_away'::text, 'transfer_in'::text])) AND (state = ANY (ARRAY['ready'::text, 'claimed'::text, 'started'::text])));
CREATE INDEX task_document ON wms.task USING btree (company_id, document_id);
CREATE INDEX task_item_bound ON wms.task USING btree (company_id, item_id) WHERE ((kind = ANY (ARRAY['put_away'::text, 'transfer_in'::text])) AND (state = ANY (ARRAY['ready'::text, 'claimed'::text, 'started'::text])));
CREATE INDEX task_queue ON wms.task USING btree (company_id, warehouse_id, kind, priority, no) WHERE (state = ANY (ARRAY['ready'::text, 'claimed'::text, 'started'::text]));

-- application may select
create view wms.task_list as
 SELECT t.company_id,
    t.id,
    t.no,
    t.kind,
    t.state,
    t.priority,
    t.document_kind,
    t.document_id,
    t.document_no,
    t.warehouse_id,
    w.code AS warehouse_code,
    COALESCE(rp.name, sp.name, ow.name) AS partner_name,
    t.item_id,
    i.code AS item_code,
    i.name AS item_name,
    i.spec AS item_spec,
    i.pinyin AS item_pinyin,
    u.code AS unit,
    t.lot_id,
    NULLIF(l.lot_no, ''::text) AS lot_no,
    l.expiry_date,
    t.from_bin_id,
    f.code AS from_bin,
    t.to_bin_id,
    o.code AS to_bin,
    t.status,
    t.qty_planned,
    t.qty_done,
    t.assignee_id,
    a.name AS assignee,
    t.progress,
    t.version,
    t.exception_code,
    t.created_at,
    t.finished_at
   FROM (((((((((((((wms.task t
     JOIN md.warehouse w ON (((w.company_id = t.company_id) AND (w.id = t.warehouse_id))))
     LEFT JOIN md.item i ON (((i.company_id = t.company_id) AND (i.id = t.item_id))))
     LEFT JOIN md.unit u ON (((u.company_id = i.company_id) AND (u.id = i.base_unit_id))))
     LEFT JOIN wms.lot l ON (((l.company_id = t.company_id) AND (l.id = t.lot_id))))
     LEFT JOIN wms.bin f ON (((f.company_id = t.company_id) AND (f.id = t.from_bin_id))))
     LEFT JOIN wms.bin o ON (((o.company_id = t.company_id) AND (o.id = t.to_bin_id))))
     LEFT JOIN sys.user_account a ON ((a.id = t.assignee_id)))
     LEFT JOIN wms.receiving_notice rn ON (((rn.company_id = t.company_id) AND (rn.id = t.document_id))))
     LEFT JOIN md.partner rp ON (((rp.company_id = t.company_id) AND (rp.id = rn.partner_id))))
     LEFT JOIN wms.shipment sh ON (((sh.company_id = t.company_id) AND (sh.id = t.document_id))))
     LEFT JOIN md.partner sp ON (((sp.company_id = t.company_id) AND (sp.id = sh.partner_id))))
     LEFT JOIN wms.transfer tr ON (((tr.company_id = t.company_id) AND (tr.id = t.document_id))))
     LEFT JOIN md.warehouse ow ON (((ow.company_id = tr.company_id) AND (ow.id =
        CASE
            WHEN (t.kind = 'transfer_out'::text) THEN tr.to_warehouse_id
            ELSE tr.from_warehouse_id
        END))));

-- application may select, insert, update, delete; kept apart by company
create table wms.transfer (
  company_id uuid not null,
  id uuid not null,
  no text not null,
  instruction_id uuid not null,
  from_warehouse_id uuid not null,
  to_warehouse_id uuid not null,
  transit_bin_id uuid not null,
  state text not null,
  created_at timestamp with time zone not null default now(),
  constraint transfer_pkey PRIMARY KEY (company_id, id),
  constraint transfer_no_unique UNIQUE (company_id, no),
  constraint transfer_from_fk FOREIGN KEY (company_id, from_warehouse_id) REFERENCES md.warehouse(company_id, id),
  constraint transfer_instruction_fk FOREIGN KEY (company_id, instruction_id) REFERENCES contract.instruction(company_id, id),
  constraint transfer_to_fk FOREIGN KEY (company_id, to_warehouse_id) REFERENCES md.warehouse(company_id, id),
  constraint transfer_transit_fk FOREIGN KEY (company_id, transit_bin_id) REFERENCES wms.bin(company_id, id),
  constraint transfer_state_known CHECK ((state = ANY (ARRAY['open'::text, 'dispatching'::text, 'in_transit'::text, 'closed'::text, 'cancelled'::text])))
);
CREATE INDEX transfer_state ON wms.transfer USING btree (company_id, state);

-- application may select, insert, update, delete; kept apart by company
create table wms.transfer_line (
  company_id uuid not null,
  id uuid not null,
  transfer_id uuid not null,
  line_no integer not null,
  instruction_line_id uuid not null,
  item_id uuid not null,
  qty_ordered qty not null,
  qty_dispatched qty not null default 0,
  qty_arrived qty not null default 0,
  qty_short qty not null default 0,
  qty_lost qty not null default 0,
  constraint transfer_line_pkey PRIMARY KEY (company_id, id),
  constraint transfer_line_no_unique UNIQUE (company_id, transfer_id, line_no),
  constraint transfer_line_instruction_fk FOREIGN KEY (company_id, instruction_line_id) REFERENCES contract.instruction_line(company_id, id),
  constraint transfer_line_item_fk FOREIGN KEY (company_id, item_id) REFERENCES md.item(company_id, id),
  constraint transfer_line_transfer_fk FOREIGN KEY (company_id, transfer_id) REFERENCES wms.transfer(company_id, id),
  constraint transfer_line_in_order CHECK ((((qty_dispatched)::numeric >= (0)::numeric) AND ((qty_arrived)::numeric >= (0)::numeric) AND ((qty_short)::numeric >= (0)::numeric) AND ((qty_lost)::numeric >= (0)::numeric) AND (((qty_arrived)::numeric + (qty_lost)::numeric) <= (qty_dispatched)::numeric) AND (((qty_dispatched)::numeric + (qty_short)::numeric) <= (qty_ordered)::numeric))),
  constraint transfer_line_ordered_positive CHECK (((qty_ordered)::numeric > (0)::numeric))
);

-- application may select
create view wms.transfer_line_list as
 SELECT l.company_id,
    l.id,
    l.transfer_id,
    t.from_warehouse_id,
    t.to_warehouse_id,
    t.no AS transfer_no,
    l.line_no,
    l.item_id,
    i.code AS item_code,
    i.name AS item_name,
    i.spec AS item_spec,
    i.pinyin AS item_pinyin,
    u.code AS unit,
    l.qty_ordered,
    COALESCE(( SELECT sum((((a.qty)::numeric - (a.qty_consumed)::numeric) - (a.qty_released)::numeric)) AS sum
           FROM wms.allocation a
          WHERE ((a.company_id = l.company_id) AND (a.demand_line_id = l.id) AND (a.bin_id <> t.transit_bin_id))), (0)::numeric) AS qty_allocated,
    l.qty_dispatched,
    l.qty_arrived,
    l.qty_short,
    l.qty_lost,
    (((l.qty_dispatched)::numeric - (l.qty_arrived)::numeric) - (l.qty_lost)::numeric) AS qty_in_transit
   FROM (((wms.transfer_line l
     JOIN wms.transfer t ON (((t.company_id = l.company_id) AND (t.id = l.transfer_id))))
     JOIN md.item i ON (((i.company_id = l.company_id) AND (i.id = l.item_id))))
     JOIN md.unit u ON (((u.company_id = i.company_id) AND (u.id = i.base_unit_id))));

-- application may select
create view wms.transfer_list as
 SELECT t.company_id,
    t.id,
    t.no,
    t.state,
    t.from_warehouse_id,
    f.name AS from_warehouse_name,
    t.to_warehouse_id,
    w.name AS to_warehouse_name,
    (i.body ->> 'originNo'::text) AS order_no,
    ((i.body ->> 'originId'::text))::uuid AS order_id,
    q.qty_ordered,
    q.qty_dispatched,
    q.qty_arrived,
    q.qty_short,
    q.qty_lost,
    ((q.qty_dispatched - q.qty_arrived) - q.qty_lost) AS qty_in_transit,
    t.created_at
   FROM ((((wms.transfer t
     JOIN contract.instruction i ON (((i.company_id = t.company_id) AND (i.id = t.instruction_id))))
     JOIN md.warehouse f ON (((f.company_id = t.company_id) AND (f.id = t.from_warehouse_id))))
     JOIN md.warehouse w ON (((w.company_id = t.company_id) AND (w.id = t.to_warehouse_id))))
     CROSS JOIN LATERAL ( SELECT sum((l.qty_ordered)::numeric) AS qty_ordered,
            sum((l.qty_dispatched)::numeric) AS qty_dispatched,
            sum((l.qty_arrived)::numeric) AS qty_arrived,
            sum((l.qty_short)::numeric) AS qty_short,
            sum((l.qty_lost)::numeric) AS qty_lost
           FROM wms.transfer_line l
          WHERE ((l.company_id = t.company_id) AND (l.transfer_id = t.id))) q);

-- application may select, insert, update, delete; kept apart by company
create table wms.zone (
  company_id uuid not null,
  id uuid not null,
  warehouse_id uuid not null,
  code text not null,
  name text not null default ''::text,
  constraint zone_pkey PRIMARY KEY (company_id, id),
  constraint zone_code_unique UNIQUE (company_id, warehouse_id, code),
  constraint zone_warehouse_fk FOREIGN KEY (company_id, warehouse_id) REFERENCES md.warehouse(company_id, id)
);

CREATE OR REPLACE FUNCTION fin.voucher_must_balance()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare gap numeric;
begin
  select sum(debit) - sum(credit) into gap from fin.voucher_line
    where company_id = new.company_id and voucher_id = new.voucher_id;
  if gap <> 0 then
    raise exception 'FIN-01: voucher % does not balance by %', new.voucher_id, gap using errcode = 'TY002';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION md.refuse_changed_bom()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.state = 'draft' then return coalesce(new, old); end if;
  if tg_op = 'DELETE' or new.item_id <> old.item_id or new.version <> old.version or new.state = 'draft'
    or (old.state = 'retired' and new.state <> 'retired')
    or new.valid_from < old.valid_from or new.valid_to > old.valid_to then
    raise exception 'BOM version % is no draft; it stays what it is', old.version using errcode = 'TY004';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION md.refuse_changed_bom_line()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare frozen text;
begin
  -- Shared with whoever reads, but not with an activation: one of the two comes first.
  for frozen in
    select b.version from md.bom b
    where (tg_op <> 'INSERT' and b.company_id = old.company_id and b.id = old.bom_id
        or tg_op <> 'DELETE' and b.company_id = new.company_id and b.id = new.bom_id) and b.state <> 'draft'
    for share
  loop
    raise exception 'BOM version % is no draft; its lines do not change', frozen using errcode = 'TY004';
  end loop;
  return coalesce(new, old);
end $function$
;

CREATE OR REPLACE FUNCTION sys.command_reply_is_set_once()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.reply is not null or (new.company_id, new.id, new.name, new.input_hash, new.actor_id)
      is distinct from (old.company_id, old.id, old.name, old.input_hash, old.actor_id) then
    raise exception 'the command log is written once' using errcode = 'TY001';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION sys.log_horizon()
 RETURNS xid8
 LANGUAGE sql
 STABLE
AS $function$select pg_snapshot_xmin(pg_current_snapshot())$function$
;

CREATE OR REPLACE FUNCTION sys.log_position()
 RETURNS xid8
 LANGUAGE sql
 STABLE
AS $function$select pg_current_xact_id()$function$
;

CREATE OR REPLACE FUNCTION sys.refuse_rewriting()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  begin
    raise exception '% is append-only', tg_table_name using errcode = 'TY003';
  end $function$
;

// Generated from the server's registry. Do not edit: run `npm run codegen`.
export interface Commands {
"card.save": {
input: {
kind: string
id?: string
cells: {
[k: string]: string
}
}
output: {
id: string
}
}
"company.create": {
input: {
code: string
name: string
startPeriod: string
taxNo?: string
taxpayer?: ("general" | "small_scale")
timeZone?: string
}
output: {
companyId: string
}
}
"costing.give-value": {
input: {
movementId: string
value: string
}
output: {
valued: number
waiting: number
}
}
"costing.value-queued": {
input: {
itemIds?: string[]
}
output: {
valued: number
waiting: number
}
}
"count.approve-order": {
input: {
orderId: string
}
output: {
state: string
jobId: string
jobNo: string
}
}
"count.save-order": {
input: {
orderId?: string
version?: number
warehouseId: string
businessDate?: string
binCodes?: string[]
itemIds?: string[]
remark?: string
}
output: {
orderId: string
no: string
version: number
}
}
"count.settle-differences": {
input: {
orderId: string
lines: {
lineId: string
decision: ("adjust" | "keep_book" | "recount")
reason?: string
careless?: boolean
}[]
}
output: {
state: string
adjusted: number
recounted: number
}
}
"count.void-order": {
input: {
orderId: string
}
output: {
state: string
}
}
"counting.close-uncounted": {
input: {
jobId: string
reason: string
}
output: {
state: string
left: number
}
}
"counting.confirm-count": {
input: {
taskId: string
rows: {
itemId: string
lotNo?: string
qty: string
}[]
empty?: boolean
insist?: boolean
occurredAt?: string
}
output: {
outcome: ("settled" | "recount")
jobState: string
}
}
"forecast.set-cells": {
input: {
bucket: ("week" | "month")
cells: {
itemId: string
customerId?: (string | null)
day: string
qty: string
}[]
}
output: {
cells: number
}
}
"import.start": {
input: {
batchId: string
mappings?: {
sheet: string
kind: (string | null)
columns: {
[k: string]: number
}
}[]
dryRun: boolean
}
output: {
state: string
}
}
"import.upload": {
input: {
fileName: string
content: string
}
output: {
batchId: string
sheets: {
name: string
headings: string[]
rows: number
samples: string[][]
}[]
mappings: {
sheet: string
kind: (string | null)
columns: {
[k: string]: number
}
}[]
}
}
"ledger.close-period": {
input: {
period: string
acceptWarnings?: boolean
}
output: {
state: string
}
}
"ledger.post-vouchers": {
input: {
voucherIds: string[]
}
output: {
signed: number
}
}
"ledger.reopen-period": {
input: {
period: string
reason: string
}
output: {
state: string
}
}
"ledger.reverse-voucher": {
input: {
voucherId: string
businessDate?: string
}
output: {
voucherId: string
no: string
}
}
"ledger.review-voucher": {
input: {
voucherId: string
}
output: {
reviewed: boolean
}
}
"ledger.review-vouchers": {
input: {
voucherIds: string[]
}
output: {
signed: number
}
}
"ledger.write-voucher": {
input: {
businessDate: string
summary: string
lines: {
accountCode: string
summary?: string
debit?: string
credit?: string
partnerId?: string
}[]
}
output: {
voucherId: string
no: string
}
}
"move.confirm-move": {
input: {
fromBinId: string
itemId: string
lotId?: string
qty: string
toBinId: string
status?: ("available" | "frozen" | "damaged")
occurredAt?: string
}
output: {
movementId: string
left: string
}
}
"move.freeze-stock": {
input: {
binId: string
itemId: string
lotId?: string
qty: string
reason: string
}
output: {
movementId: string
status: string
}
}
"move.unfreeze-stock": {
input: {
binId: string
itemId: string
lotId?: string
qty: string
reason: string
}
output: {
movementId: string
status: string
}
}
"openings.reverse-balances": {
input: {
voucherId: string
}
output: {
voucherId: string
no: string
}
}
"openings.reverse-item": {
input: {
openItemId: string
}
output: {
voucherId: string
no: string
}
}
"packing.confirm-package": {
input: {
shipmentId: string
weightKg?: string
lines: {
shipmentLineId: string
lotId: string
qty: string
}[]
}
output: {
packageNo: string
state: string
left: string
}
}
"people.add-member": {
input: {
login: string
roleIds: string[]
warehouseIds: string[]
}
output: {
userId: string
}
}
"people.assign-roles": {
input: {
userId: string
roleIds: string[]
warehouseIds: string[]
}
output: {
userId: string
}
}
"people.change-own-password": {
input: {
present: string
password: string
}
output: {
userId: string
}
}
"people.create-role": {
input: {
code: string
nameZh: string
nameEn: string
rights: string[]
}
output: {
roleId: string
}
}
"people.create-user": {
input: {
login: string
name: string
password?: string
roleIds: string[]
warehouseIds: string[]
}
output: {
userId: string
}
}
"people.delete-role": {
input: {
roleId: string
}
output: {
roleId: string
}
}
"people.edit-role": {
input: {
roleId: string
nameZh: string
nameEn: string
rights: string[]
}
output: {
roleId: string
}
}
"people.edit-user": {
input: {
userId: string
name: string
locale: ("zh-CN" | "en")
active: boolean
}
output: {
userId: string
}
}
"people.end-sessions": {
input: {
userId: string
}
output: {
userId: string
}
}
"people.remove-member": {
input: {
userId: string
}
output: {
userId: string
}
}
"people.set-password": {
input: {
userId: string
password: string
}
output: {
userId: string
}
}
"picking.confirm-pick": {
input: {
taskId: string
binCode: string
item: string
lotNo?: string
qty: string
occurredAt?: string
}
output: {
left: string
done: boolean
shipmentState: string
}
}
"picking.short-pick": {
input: {
taskId: string
reason: ("missing" | "damaged" | "not_found" | "label")
}
output: {
missing: string
elsewhere: string
short: string
shipmentState: string
}
}
"planning.assign-messages": {
input: {
keys: string[]
ownerId: (string | null)
}
output: {
count: number
}
}
"planning.change-order": {
input: {
orderId: string
version: number
qty: string
startDate: string
endDate: string
remark?: string
}
output: {
state: string
version: number
}
}
"planning.dismiss-messages": {
input: {
keys: string[]
reason?: string
}
output: {
count: number
}
}
"planning.draft-purchases": {
input: {
proposalKeys?: string[]
firmOrderIds?: string[]
shortItemIds?: string[]
until?: (string | null)
warehouseId?: (string | null)
remark?: string
}
output: {
drafts: {
orderId: string
no: string
supplierId: string
supplier: string
lineCount: number
total: (string | null)
}[]
firmed: {
orderId: string
no: string
item: string
qty: string
}[]
left: {
item: string
reason: ("no_source" | "no_price" | "to_firm")
}[]
}
}
"planning.end-serve-before": {
input: {
rulingId: string
}
output: {
rulingId: string
}
}
"planning.firm-orders": {
input: {
orders: {
key: string
qty?: string
startDate?: string
endDate?: string
remark?: string
}[]
}
output: {
orders: {
orderId: string
no: string
key: string
}[]
}
}
"planning.mark-alerts-seen": {
input: {
upTo: string
}
output: {
seen: boolean
}
}
"planning.release-order": {
input: {
orderId: string
}
output: {
state: string
}
}
"planning.save-settings": {
input: {
bucketDays: number
consumeBackDays: number
consumeForwardDays: number
toleranceDays: number
releaseDays: number
waitDays: number
inspectionDays: number
countDrafts: boolean
countInspection: boolean
toleranceQty: string
version: number
}
output: {
version: number
}
}
"planning.see-all-messages": {
input: {

}
output: {
count: number
}
}
"planning.see-messages": {
input: {
keys: string[]
}
output: {
count: number
}
}
"planning.serve-before": {
input: {
id: string
than: string
reason?: string
}
output: {
rulingId: string
}
}
"planning.snooze-messages": {
input: {
keys: string[]
until: string
reason?: string
}
output: {
count: number
}
}
"planning.start-run": {
input: {
reason?: string
}
output: {
runId: string
}
}
"planning.substitute": {
input: {
id: string
item: string
substitute: string
parent?: (string | null)
qty?: (string | null)
remark?: string
}
output: {
orders: {
orderId: string
no: string
qty: string
date: string
}[]
after: {
status: ("ready" | "covered" | "short" | "late")
readyDate: (string | null)
lateDays: (number | null)
}
}
}
"planning.undo-decisions": {
input: {
keys: string[]
}
output: {
count: number
}
}
"planning.void-order": {
input: {
orderId: string
}
output: {
state: string
}
}
"proof.run": {
input: {

}
output: {
holds: boolean
}
}
"purchase.approve-order": {
input: {
orderId: string
}
output: {
state: string
}
}
"purchase.close-order": {
input: {
orderId: string
}
output: {
state: string
}
}
"purchase.confirm-dates": {
input: {
orderId: string
lines: {
lineId: string
confirmedDate: (string | null)
}[]
}
output: {
changed: number
}
}
"purchase.expedite": {
input: {
orderId: string
lines: {
lineId: string
wantedDate: string
}[]
reason?: string
}
output: {
asked: number
}
}
"purchase.notify-arrival": {
input: {
orderId: string
expectedDate?: string
deliveryNoteNo?: string
lines?: {
orderLineId: string
qty: string
}[]
}
output: {
noticeId: string
noticeNo: string
}
}
"purchase.save-order": {
input: {
orderId?: string
version?: number
supplierId: string
warehouseId: string
businessDate?: string
deliveryDate: string
remark?: string
lines: {
lineId?: string
itemId: string
unitId?: string
qty: string
priceWithTax?: string
taxRate?: string
deliveryDate?: string
toleranceOver?: string
trackingNo?: string
}[]
}
output: {
orderId: string
no: string
total: (string | null)
version: number
}
}
"purchase.unapprove-order": {
input: {
orderId: string
}
output: {
state: string
}
}
"purchase.void-order": {
input: {
orderId: string
}
output: {
state: string
}
}
"purchase.withdraw-expedite": {
input: {
orderId: string
lineIds: string[]
}
output: {
withdrawn: number
}
}
"putaway.confirm-putaway": {
input: {
taskId: string
binCode: string
qty: string
insist?: boolean
}
output: {
left: string
done: boolean
bin: string
}
}
"quality.rule-lot": {
input: {
inspectionId: string
accepted?: string
conceded?: string
rejected?: string
reason?: string
}
output: {
state: string
}
}
"receiving.close-short": {
input: {
noticeLineId: string
reason: string
}
output: {
short: string
noticeState: string
}
}
"receiving.confirm-receipt": {
input: {
noticeLineId: string
qty: string
lotNo?: string
supplierLotNo?: string
productionDate?: string
expiryDate?: string
damaged?: boolean
occurredAt?: string
}
output: {
receiptLineId: string
lotNo: string
status: string
received: string
expected: string
noticeState: string
}
}
"receiving.confirm-receipts": {
input: {
lines: {
noticeLineId: string
qty: string
lotNo?: string
supplierLotNo?: string
productionDate?: string
expiryDate?: string
damaged?: boolean
occurredAt?: string
}[]
}
output: {
lines: {
receiptLineId: string
lotNo: string
status: string
received: string
expected: string
}[]
noticeState: string
}
}
"sales.approve-order": {
input: {
orderId: string
beyondCredit?: boolean
}
output: {
state: string
late: {
line: number
item: string
wanted: string
byDate: string
earliest: (string | null)
}[]
}
}
"sales.close-order": {
input: {
orderId: string
}
output: {
state: string
}
}
"sales.merge-line": {
input: {
orderId: string
version: number
lineNo: number
intoLineNo: number
}
output: {
version: number
}
}
"sales.notify-shipment": {
input: {
orderId: string
dueDate?: string
carrier?: string
lines?: {
orderLineId: string
qty: string
}[]
}
output: {
shipmentId: string
shipmentNo: string
}
}
"sales.save-order": {
input: {
orderId?: string
version?: number
customerId: string
warehouseId: string
businessDate?: string
deliveryDate: string
customerOrderNo?: string
shipTo?: string
remark?: string
lines: {
lineId?: string
itemId: string
unitId?: string
qty: string
priceWithTax?: string
taxRate?: string
deliveryDate?: string
}[]
}
output: {
orderId: string
no: string
total: (string | null)
version: number
}
}
"sales.set-priority": {
input: {
orderId: string
priority: number
}
output: {
priority: number
}
}
"sales.split-line": {
input: {
orderId: string
version: number
lineNo: number
qty: string
restDate: string
}
output: {
lineNo: number
version: number
}
}
"sales.unapprove-order": {
input: {
orderId: string
}
output: {
state: string
}
}
"sales.void-order": {
input: {
orderId: string
}
output: {
state: string
}
}
"settlement.book-payment": {
input: {
direction: ("pay" | "collect")
partnerId: string
bankAccount?: string
amount: string
businessDate?: string
remark?: string
items: {
openItemId: string
amount: string
}[]
}
output: {
paymentId: string
no: string
voucher: string
}
}
"settlement.book-purchase-invoice": {
input: {
supplierId: string
invoiceNo: string
invoiceDate: string
businessDate?: string
deductible?: boolean
total?: string
lines: {
receiptLineId: string
qty: string
priceWithTax?: string
taxRate?: string
amount?: string
taxAmount?: string
}[]
}
output: {
invoiceId: string
no: string
amount: string
tax: string
total: string
difference: string
vouchers: string[]
}
}
"settlement.book-sales-invoice": {
input: {
customerId: string
invoiceNo?: string
invoiceDate: string
businessDate?: string
total?: string
lines: {
deliveryLineId: string
qty: string
}[]
}
output: {
invoiceId: string
no: string
amount: string
tax: string
total: string
vouchers: string[]
}
}
"settlement.reverse-payment": {
input: {
documentId: string
businessDate?: string
}
output: {
no: string
vouchers: string[]
}
}
"settlement.reverse-purchase-invoice": {
input: {
documentId: string
businessDate?: string
}
output: {
no: string
vouchers: string[]
}
}
"settlement.reverse-sales-invoice": {
input: {
documentId: string
businessDate?: string
}
output: {
no: string
vouchers: string[]
}
}
"shipping.close-short": {
input: {
shipmentId: string
reason: string
}
output: {
state: string
short: string
}
}
"shipping.confirm-shipment": {
input: {
shipmentId: string
carrier?: string
trackingNo?: string
occurredAt?: string
}
output: {
state: string
shipped: string
short: string
}
}
"shipping.release-shipment": {
input: {
shipmentId: string
insist?: boolean
}
output: {
state: string
missing: {
item: string
qty: string
}[]
}
}
"shortage.see": {
input: {

}
output: {
count: number
}
}
"structure.activate-bom": {
input: {
bomId: string
validFrom?: string
}
output: {
state: string
}
}
"structure.copy-bom": {
input: {
bomId: string
version: string
}
output: {
bomId: string
}
}
"structure.discard-bom": {
input: {
bomId: string
}
output: {
state: string
}
}
"structure.retire-bom": {
input: {
bomId: string
}
output: {
state: string
}
}
"structure.save-bom": {
input: {
bomId?: string
rowVersion?: number
itemId: string
version: string
validFrom?: (string | null)
validTo?: (string | null)
remark?: string
lines: {
componentId: string
qtyNum: string
qtyDen?: string
qtyFixed?: string
loss?: string
byProduct?: boolean
validFrom?: (string | null)
validTo?: (string | null)
remark?: string
}[]
}
output: {
bomId: string
}
}
"structure.save-planning": {
input: {
itemId: string
policy: ("stock" | "order")
lotRule: ("lot_for_lot" | "fixed" | "period")
fixedLot: string
periodDays: number
orderMinimum: string
orderMultiple: string
orderMaximum: string
leadTimeDays: (number | null)
leadPer: string
inspectionDays: number
safetyDays: number
safetyStock: string
scrap: string
phantom: boolean
calendarId: (string | null)
plannerId: (string | null)
}
output: {
itemId: string
}
}
"structure.save-routing": {
input: {
itemId: string
lines: {
workCentreId: string
hoursPerUnit: string
}[]
}
output: {
itemId: string
}
}
"structure.save-sources": {
input: {
itemId: string
sources: {
supplierId: string
priority?: number
quota?: string
leadDays?: (number | null)
orderMinimum?: (string | null)
orderMultiple?: (string | null)
calendarId?: (string | null)
validFrom?: (string | null)
validTo?: (string | null)
}[]
}
output: {
itemId: string
}
}
"structure.save-substitutes": {
input: {
itemId: string
substitutes: {
substituteId: string
parentId?: (string | null)
kind: ("alternate" | "use_up")
priority?: number
qtyNum?: string
qtyDen?: string
validFrom?: (string | null)
validTo?: (string | null)
}[]
}
output: {
itemId: string
}
}
"structure.set-calendar-days": {
input: {
calendarId: string
days: {
day: string
open: (boolean | null)
}[]
}
output: {
calendarId: string
}
}
"structure.take-standard-cost": {
input: {
itemId: string
}
output: {
changed: number
}
}
"tasks.assign-task": {
input: {
taskId: string
userId: (string | null)
}
output: {
state: string
}
}
"tasks.claim-task": {
input: {
taskId: string
}
output: {
state: string
}
}
"tasks.release-task": {
input: {
taskId: string
}
output: {
state: string
}
}
"tasks.save-progress": {
input: {
taskId: string
progress: {
[k: string]: string
}
}
output: {

}
}
"transfer.approve-order": {
input: {
orderId: string
}
output: {
state: string
transferId: string
transferNo: string
}
}
"transfer.close-order": {
input: {
orderId: string
}
output: {
state: string
}
}
"transfer.save-order": {
input: {
orderId?: string
version?: number
fromWarehouseId: string
toWarehouseId: string
businessDate?: string
remark?: string
lines: {
itemId: string
unitId?: string
qty: string
}[]
}
output: {
orderId: string
no: string
version: number
}
}
"transfer.void-order": {
input: {
orderId: string
}
output: {
state: string
}
}
"transferring.cancel-rest": {
input: {
transferId: string
reason: string
}
output: {
state: string
short: string
}
}
"transferring.close-short": {
input: {
transferId: string
reason: string
}
output: {
state: string
short: string
}
}
"transferring.confirm-arrival": {
input: {
taskId: string
binCode: string
qty: string
insist?: boolean
}
output: {
left: string
done: boolean
bin: string
transferState: string
}
}
"transferring.confirm-dispatch": {
input: {
taskId: string
binCode: string
item: string
lotNo?: string
qty: string
occurredAt?: string
}
output: {
left: string
done: boolean
transferState: string
}
}
"transferring.release-transfer": {
input: {
transferId: string
}
output: {
state: string
missing: {
item: string
qty: string
}[]
}
}
"transferring.seek-again": {
input: {
transferId: string
}
output: {
tasks: number
}
}
"transferring.short-arrival": {
input: {
taskId: string
reason: ("missing" | "damaged" | "not_found" | "label")
}
output: {
missing: string
transferState: string
}
}
"transferring.short-dispatch": {
input: {
taskId: string
reason: ("missing" | "damaged" | "not_found" | "label")
}
output: {
missing: string
elsewhere: string
short: string
transferState: string
}
}
"transferring.write-off": {
input: {
transferId: string
reason: string
}
output: {
lost: string
transferState: string
}
}
"views.delete": {
input: {
viewId: string
}
output: {
viewId: string
}
}
"views.save": {
input: {
viewId?: string
list: string
name: string
shared: boolean
definition: {
[k: string]: unknown
}
}
output: {
viewId: string
}
}
}

export interface Queries {
"audit.list": {
input: {
filters?: {
column: ("id" | "recorded_at" | "actor" | "actor_login" | "command" | "entity" | "entity_id" | "changes" | "device" | "before" | "after" | "command_id")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("id" | "recorded_at" | "actor" | "actor_login" | "command" | "entity" | "entity_id" | "changes" | "device" | "before" | "after" | "command_id")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"card.get": {
input: {
kind: string
id?: string
}
output: {
zh: string
en: string
mayEdit: boolean
columns: {
key: string
zh: string
en: string
kind: string
required: boolean
choices: {
value: string
zh: string
en: string
}[]
}[]
cells: {
[k: string]: string
}
}
}
"costing.list-cost-rows": {
input: {
filters?: {
column: ("booked_on" | "item_code" | "item_name" | "cost_area" | "lot_no" | "kind" | "qty_in" | "value_in" | "qty_out" | "value_out" | "unit_cost" | "pool_qty_after" | "pool_value_after" | "voucher_no" | "source_no" | "movement_id" | "actor_name" | "device" | "id")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("booked_on" | "item_code" | "item_name" | "cost_area" | "lot_no" | "kind" | "qty_in" | "value_in" | "qty_out" | "value_out" | "unit_cost" | "pool_qty_after" | "pool_value_after" | "voucher_no" | "source_no" | "movement_id" | "actor_name" | "device" | "id")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"costing.list-exceptions": {
input: {
filters?: {
column: ("id" | "code" | "detail" | "item_code" | "item_name" | "lot_no" | "kind" | "qty" | "unit" | "business_date" | "actor_name" | "device" | "opened_at")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("id" | "code" | "detail" | "item_code" | "item_name" | "lot_no" | "kind" | "qty" | "unit" | "business_date" | "actor_name" | "device" | "opened_at")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"costing.list-stock-values": {
input: {
filters?: {
column: ("item_code" | "item_name" | "category" | "inventory_account_code" | "cost_area" | "lot_no" | "qty" | "unit" | "unit_cost" | "value")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("item_code" | "item_name" | "category" | "inventory_account_code" | "cost_area" | "lot_no" | "qty" | "unit" | "unit_cost" | "value")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"costing.stock-summary": {
input: {
filters?: {
column: ("period_code" | "item_code" | "item_name" | "category" | "cost_area" | "lot_no" | "unit" | "opening_qty" | "opening_value" | "qty_in" | "value_in" | "qty_out" | "value_out" | "closing_qty" | "closing_value")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("period_code" | "item_code" | "item_name" | "category" | "cost_area" | "lot_no" | "unit" | "opening_qty" | "opening_value" | "qty_in" | "value_in" | "qty_out" | "value_out" | "closing_qty" | "closing_value")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"count.get-order": {
input: {
orderId: string
}
output: {
document: {
[k: string]: unknown
}
lines: {
[k: string]: unknown
}[]
actions: {
verb: string
command: string
allowed: boolean
zh: string
en: string
reason: ({
zh: string
en: string
} | null)
}[]
}
}
"count.list-order-lines": {
input: {
filters?: {
column: ("order_no" | "state" | "bin_code" | "item_code" | "item_name" | "item_spec" | "lot_no" | "status" | "unit" | "qty_book" | "qty_counted" | "qty_difference" | "value_difference" | "decision" | "reason")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("order_no" | "state" | "bin_code" | "item_code" | "item_name" | "item_spec" | "lot_no" | "status" | "unit" | "qty_book" | "qty_counted" | "qty_difference" | "value_difference" | "decision" | "reason")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"count.list-orders": {
input: {
filters?: {
column: ("no" | "state" | "warehouse_name" | "business_date" | "bin_count" | "bins_counted" | "line_count" | "difference_count" | "prepared_by_name" | "approved_by_name" | "settled_by_name" | "remark")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("no" | "state" | "warehouse_name" | "business_date" | "bin_count" | "bins_counted" | "line_count" | "difference_count" | "prepared_by_name" | "approved_by_name" | "settled_by_name" | "remark")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"counting.get-count": {
input: {
taskId: string
}
output: {
task: {
id: string
no: string
state: string
document_id: string
document_no: string
bin_id: string
bin_code: string
warehouse_code: string
assignee: (string | null)
mine: boolean
round: number
recount: boolean
mine_before: boolean
progress: unknown
}
items: {
id: string
code: string
name: string
spec: string
unit: string
lot_managed: boolean
barcodes: string[]
}[]
}
}
"counting.get-job": {
input: {
jobId: string
}
output: {
document: {
[k: string]: unknown
}
actions: {
verb: string
command: string
allowed: boolean
zh: string
en: string
reason: ({
zh: string
en: string
} | null)
}[]
bins: {
[k: string]: unknown
}[]
}
}
"counting.list-jobs": {
input: {
filters?: {
column: ("no" | "state" | "order_no" | "warehouse_name" | "bin_count" | "bins_counted" | "recounts" | "created_at")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("no" | "state" | "order_no" | "warehouse_name" | "bin_count" | "bins_counted" | "recounts" | "created_at")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"document.chain": {
input: {
kind: string
id: string
}
output: {
nodes: {
kind: string
id: string
no: string
state: string
lane: string
at: (string | null)
qty: (string | null)
qty_done: (string | null)
}[]
edges: {
from: string
to: string
}[]
}
}
"document.explain-balance": {
input: {
itemId: string
ownerId: string
lotId: string
status: string
binId: string
}
output: {
title: {
item_id: (string | null)
item_code: string
item_name: string
place: string
lot_no: string
status: string
unit: string
qty: (string | null)
allocated: (string | null)
}
movements: {
id: string
occurred_at: string
kind: string
item_code: string
lot_no: string
qty: string
after: (string | null)
unit: string
from_bin: string
from_status: string
to_bin: string
to_status: string
by: (string | null)
device: string
task_no: (string | null)
document_kind: string
document_id: string
document_no: (string | null)
voucher_id: (string | null)
voucher_no: (string | null)
}[]
more: boolean
allocations: {
id: string
created_at: string
document_kind: (string | null)
document_id: (string | null)
document_no: (string | null)
lot_no: string
bin: string
unit: string
qty: string
qty_consumed: string
qty_released: string
qty_open: string
task_no: (string | null)
}[]
}
}
"document.explain-line": {
input: {
lineId: string
}
output: {
title: {
item_id: (string | null)
item_code: string
item_name: string
place: string
lot_no: string
status: string
unit: string
qty: (string | null)
allocated: (string | null)
}
movements: {
id: string
occurred_at: string
kind: string
item_code: string
lot_no: string
qty: string
after: (string | null)
unit: string
from_bin: string
from_status: string
to_bin: string
to_status: string
by: (string | null)
device: string
task_no: (string | null)
document_kind: string
document_id: string
document_no: (string | null)
voucher_id: (string | null)
voucher_no: (string | null)
}[]
more: boolean
allocations: {
id: string
created_at: string
document_kind: (string | null)
document_id: (string | null)
document_no: (string | null)
lot_no: string
bin: string
unit: string
qty: string
qty_consumed: string
qty_released: string
qty_open: string
task_no: (string | null)
}[]
}
}
"document.timeline": {
input: {
ids: string[]
}
output: {
at: string
id: string
kind: string
verb: string
from: (string | null)
to: (string | null)
by: string
note: {
[k: string]: unknown
}
}[]
}
"forecast.list-forecasts": {
input: {
filters?: {
column: ("item" | "item_name" | "customer" | "customer_name" | "bucket_from" | "bucket_to" | "qty" | "unit" | "remark")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("item" | "item_name" | "customer" | "customer_name" | "bucket_from" | "bucket_to" | "qty" | "unit" | "remark")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"forecast.read-grid": {
input: {
bucket?: ("week" | "month")
from?: string
count?: number
search?: string
itemIds?: string[]
limit?: number
}
output: {
buckets: {
from: string
to: string
}[]
rows: {
itemId: string
code: string
name: string
unit: string
customerId: (string | null)
customer: string
cells: {
qty: string
parts: number
exact: boolean
}[]
sum: string
}[]
rowCount: number
totals: string[]
mayEdit: boolean
}
}
"import.list-kinds": {
input: {

}
output: {
kind: string
zh: string
en: string
columns: {
key: string
zh: string
en: string
kind: string
required: boolean
example: string
choices: {
zh: string
en: string
}[]
}[]
}[]
}
"import.status": {
input: {
batchId: string
}
output: {
id: string
fileName: string
state: string
mappings: {
sheet: string
kind: (string | null)
columns: {
[k: string]: number
}
}[]
rowCount: number
rowsDone: number
problemCount: number
problems: {
sheet: string
row: number
cell: string
column: string
code: string
zh: string
en: string
}[]
summary: {
[k: string]: {
rows: number
created: number
changed: number
}
}
}
}
"layout.bins-by-zone": {
input: {
warehouseId: string
}
output: {
code: string
name: string
bins: {
code: string
filled: boolean
}[]
}[]
}
"ledger.get-voucher": {
input: {
voucherId: string
}
output: {
document: {
[k: string]: unknown
}
lines: {
[k: string]: unknown
}[]
movements: {
[k: string]: unknown
}[]
company: string
}
}
"ledger.list-periods": {
input: {

}
output: {
code: string
starts_on: string
ends_on: string
state: string
vouchers: number
}[]
}
"ledger.list-voucher-lines": {
input: {
filters?: {
column: ("voucher_no" | "business_date" | "period_code" | "account_code" | "account_name" | "summary" | "debit" | "credit" | "partner_name" | "item_code" | "qty" | "source_no")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("voucher_no" | "business_date" | "period_code" | "account_code" | "account_name" | "summary" | "debit" | "credit" | "partner_name" | "item_code" | "qty" | "source_no")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"ledger.list-vouchers": {
input: {
filters?: {
column: ("no" | "period_code" | "serial" | "business_date" | "summary" | "total" | "source_no" | "event" | "prepared_by_name" | "reviewed_by_name")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("no" | "period_code" | "serial" | "business_date" | "summary" | "total" | "source_no" | "event" | "prepared_by_name" | "reviewed_by_name")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"ledger.lookup-accounts": {
input: {
text: string
}
output: {
id: string
code: string
name: string
nameEn: string
byPartner: boolean
balance: string
}[]
}
"ledger.trial-balance": {
input: {
filters?: {
column: ("period_code" | "account_code" | "account_name" | "account_name_en" | "side" | "opening" | "debit" | "credit" | "closing")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("period_code" | "account_code" | "account_name" | "account_name_en" | "side" | "opening" | "debit" | "credit" | "closing")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"masterdata.item-units": {
input: {
itemIds: string[]
}
output: {
itemId: string
unitId: string
unit: string
numerator: string
denominator: string
}[]
}
"masterdata.list-items": {
input: {
filters?: {
column: ("code" | "name" | "spec" | "category" | "source" | "unit" | "lot_managed" | "expiry_managed" | "inspected_on_receipt" | "warehouse_code" | "default_bin_code" | "supplier_name" | "purchase_price" | "sales_price" | "standard_cost" | "safety_stock")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("code" | "name" | "spec" | "category" | "source" | "unit" | "lot_managed" | "expiry_managed" | "inspected_on_receipt" | "warehouse_code" | "default_bin_code" | "supplier_name" | "purchase_price" | "sales_price" | "standard_cost" | "safety_stock")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"masterdata.list-partners": {
input: {
filters?: {
column: ("code" | "name" | "is_supplier" | "is_customer" | "terms" | "tax_code" | "credit_limit" | "grade" | "phone")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("code" | "name" | "is_supplier" | "is_customer" | "terms" | "tax_code" | "credit_limit" | "grade" | "phone")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"masterdata.list-purchase-prices": {
input: {
filters?: {
column: ("side" | "partner" | "partner_name" | "item" | "item_name" | "qty_from" | "price_with_tax")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("side" | "partner" | "partner_name" | "item" | "item_name" | "qty_from" | "price_with_tax")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"masterdata.list-sales-prices": {
input: {
filters?: {
column: ("side" | "partner" | "partner_name" | "item" | "item_name" | "qty_from" | "price_with_tax")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("side" | "partner" | "partner_name" | "item" | "item_name" | "qty_from" | "price_with_tax")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"masterdata.list-warehouses": {
input: {
filters?: {
column: ("code" | "name" | "purpose" | "allocation_rule" | "cost_area" | "bin_count")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("code" | "name" | "purpose" | "allocation_rule" | "cost_area" | "bin_count")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"masterdata.lookup-items": {
input: {
text: string
side?: ("purchase" | "sales")
warehouseId?: string
}
output: {
id: string
code: string
name: string
spec: string
unit: string
tax_rate: string
price: (string | null)
available: string
}[]
}
"masterdata.lookup-partners": {
input: {
text: string
side?: ("purchase" | "sales")
}
output: {
id: string
code: string
name: string
terms: string
}[]
}
"masterdata.lookup-warehouses": {
input: {
text: string
side?: ("purchase" | "sales")
}
output: {
id: string
code: string
name: string
}[]
}
"openings.items-of-voucher": {
input: {
voucherId: string
}
output: {
id: string
no: string
partner_code: string
partner_name: string
business_date: string
due_date: string
amount: string
left_open: string
untouched: boolean
taken_back: boolean
}[]
}
"people.get-user": {
input: {
userId: string
}
output: {
id: string
login: string
name: string
locale: string
active: boolean
lockedUntil: (string | null)
roleIds: string[]
warehouseIds: string[]
devices: {
device: string
since: string
lastSeen: string
}[]
}
}
"people.list-rights": {
input: {

}
output: {
group: {
zh: string
en: string
}
rights: {
zh: string
en: string
code: string
money: boolean
}[]
}[]
}
"people.list-roles": {
input: {

}
output: {
id: string
code: string
zh: string
en: string
fixed: boolean
people: number
rights: string[]
}[]
}
"people.list-users": {
input: {
filters?: {
column: ("login" | "name" | "roles" | "warehouses" | "active" | "has_password" | "last_seen_at" | "created_at")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("login" | "name" | "roles" | "warehouses" | "active" | "has_password" | "last_seen_at" | "created_at")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"planning.affected": {
input: {
id: string
date: string
}
output: {
today: string
changed: {
id: string
document: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
item: {
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
}
date: string
qty: string
before: (("ready" | "covered" | "short" | "late") | null)
after: ("ready" | "covered" | "short" | "late")
lateDaysBefore: (number | null)
lateDays: (number | null)
earliestDate: (string | null)
}[]
changedCount: number
proposals: {
before: number
after: number
}
}
}
"planning.alerts": {
input: {
levels?: ("short" | "late" | "relieved")[]
after?: (string | null)
limit?: number
}
output: {
rows: {
id: string
recordedAt: string
level: ("short" | "late" | "relieved")
cause: {
command: string
actorId: (string | null)
at: (string | null)
since: (string | null)
daysPassed: ({
from: string
to: string
} | null)
changes: {
what: ("demand" | "supply" | "forecast" | "item" | "structure" | "serving" | "overdue" | "import")
id: string
document: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
item: ({
id: string
code: string
name: string
unit: string
} | null)
before: ({
qty: string
date: string
} | null)
after: ({
qty: string
date: string
} | null)
}[]
changeCount: number
}
actorName: string
hits: {
id: string
document: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
item: {
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
}
date: string
qty: string
status: ("ready" | "covered" | "short" | "late")
lateDays: (number | null)
earliestDate: (string | null)
before: (("ready" | "covered" | "short" | "late") | null)
causes: {
item: {
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
}
supply: {
side: ("open" | "planned" | "byProduct" | "short")
id: string
document: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
}
qty: string
needDate: string
date: string
lateDays: (number | null)
}[]
}[]
hitCount: number
seen: boolean
}[]
next: (string | null)
unseen: number
}
}
"planning.capacity": {
input: {

}
output: {
today: string
centres: {
code: string
name: string
weeks: {
from: string
plannedHours: string
openHours: string
capacityHours: string
overload: boolean
}[]
}[]
}
}
"planning.compare-runs": {
input: {
runId: string
beforeId?: (string | null)
changes?: ("new" | "gone" | "moved" | "changed")[]
search?: string
after?: number
limit?: number
}
output: {
runId: string
beforeId: (string | null)
rows: {
change: ("new" | "gone" | "moved" | "changed")
itemId: string
itemCode: string
itemName: string
unit: string
track: string
before: ({
needDate: string
startDate: string
endDate: string
qty: string
} | null)
after: ({
needDate: string
startDate: string
endDate: string
qty: string
} | null)
}[]
next: (number | null)
total: number
counts: {
new: number
gone: number
moved: number
changed: number
}
}
}
"planning.decided": {
input: {
orderId: string
}
output: {
rulings: {
rulingId: string
id: string
than: string
reason: string
ruledBy: string
ruledOn: string
}[]
substitutions: {
orderId: string
no: string
need: string
itemCode: string
itemName: string
qty: string
unit: string
takesCode: string
takesName: string
takesQty: string
date: string
decidedBy: string
remark: string
}[]
}
}
"planning.forecast-use": {
input: {
itemIds: string[]
from: string
to: string
}
output: {
items: {
itemId: string
buckets: {
from: string
to: string
qty: string
consumed: string
shipped: string
left: string
orders: {
id: string
document: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
date: string
orderQty: string
qty: string
}[]
}[]
}[]
}
}
"planning.get-order": {
input: {
orderId: string
}
output: {
document: {
[k: string]: unknown
}
lines: {
[k: string]: unknown
}[]
actions: {
verb: string
command: string
allowed: boolean
zh: string
en: string
reason: ({
zh: string
en: string
} | null)
}[]
}
}
"planning.get-settings": {
input: {

}
output: {
bucketDays: number
consumeBackDays: number
consumeForwardDays: number
toleranceDays: number
releaseDays: number
waitDays: number
inspectionDays: number
countDrafts: boolean
countInspection: boolean
toleranceQty: string
version: number
mayEdit: boolean
}
}
"planning.item-plan": {
input: {
itemId: string
}
output: {
item: {
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
}
today: string
safetyStock: string
onHand: string
rows: {
date: string
gross: string
receipts: string
proposals: string
projected: string
uncovered: string
}[]
needs: {
kind: ("demand" | "planned" | "firm" | "safety")
id: string
track: string
date: string
qty: string
document: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
parent: ({
code: string
name: string
} | null)
pegs: {
supply: {
side: ("open" | "planned" | "byProduct" | "short")
id: string
document: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
}
qty: string
}[]
}[]
supplies: {
id: string
track: string
date: string
expiry: (string | null)
qty: string
qtyUsed: string
document: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
}[]
proposals: {
key: string
kind: ("buy" | "make" | "subcontract" | "switch")
item: {
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
}
track: string
needDate: string
endDate: string
startDate: string
qty: string
netQty: string
reasons: string[]
serves: {
id: string
document: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
date: string
qty: string
}[]
}[]
messages: {
key: string
kind: ("order" | "make" | "expedite" | "defer" | "cancel" | "increase" | "decrease" | "overdue" | "noSource" | "noLeadTime" | "bomMissing" | "loop" | "expires")
item: {
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
}
track: string
about: string
document: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
date: string
toDate: string
qty: string
toQty: string
state: ("open" | "dismissed" | "snoozed")
until: (string | null)
ownerId: (string | null)
reason: string
}[]
}
}
"planning.list-orders": {
input: {
filters?: {
column: ("no" | "state" | "kind" | "item_code" | "item_name" | "qty" | "qty_done" | "unit" | "start_date" | "end_date" | "need_date" | "supplier_name" | "takes_item_code" | "takes_item_name" | "takes_qty" | "for_no" | "tracking_no" | "prepared_by_name" | "remark")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("no" | "state" | "kind" | "item_code" | "item_name" | "qty" | "qty_done" | "unit" | "start_date" | "end_date" | "need_date" | "supplier_name" | "takes_item_code" | "takes_item_name" | "takes_qty" | "for_no" | "tracking_no" | "prepared_by_name" | "remark")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"planning.load-parts": {
input: {
workCentre: string
week: string
}
output: {
rows: {
id: string
document: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
item: {
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
}
track: string
qty: string
hours: string
startDate: string
endDate: string
}[]
}
}
"planning.order-supply": {
input: {
orderId: string
}
output: {
today: string
lines: {
id: string
document: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
item: {
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
}
date: string
qty: string
status: ("ready" | "covered" | "short" | "late")
lateDays: (number | null)
earliestDate: (string | null)
causes: {
item: {
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
}
supply: {
side: ("open" | "planned" | "byProduct" | "short")
id: string
document: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
}
qty: string
needDate: string
date: string
lateDays: (number | null)
}[]
chain: {
level: number
item: {
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
}
track: string
supply: {
side: ("open" | "planned" | "byProduct" | "short")
id: string
document: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
}
date: string
startDate: (string | null)
qty: string
lateDays: (number | null)
}[]
}[]
}
}
"planning.peg-tree": {
input: {
itemId: string
id: string
}
output: {
today: string
item: {
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
}
gone: boolean
up: {
id: string
document: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
date: string
qty: string
}[]
down: {
level: number
item: {
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
}
track: string
supply: {
side: ("open" | "planned" | "byProduct" | "short")
id: string
document: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
}
date: string
startDate: (string | null)
qty: string
lateDays: (number | null)
}[]
}
}
"planning.planners": {
input: {

}
output: {
rows: {
id: string
name: string
mayPlan: boolean
}[]
}
}
"planning.preview-purchases": {
input: {
proposalKeys?: string[]
shortItemIds?: string[]
until?: (string | null)
}
output: {
lines: {
itemId: string
item: string
track: string
supplier: string
wantedQty: string
wantedDate: string
qty: string
overQty: string
minimumQty: string
multipleQty: string
deliveryDate: string
earliestDate: string
amount: (string | null)
}[]
suppliers: {
supplierId: string
supplier: string
lineCount: number
firstDate: string
lastDate: string
total: (string | null)
}[]
total: (string | null)
firms: {
itemId: string
item: string
track: string
qty: string
endDate: string
}[]
left: {
item: string
reason: ("no_source" | "no_price" | "to_firm")
}[]
}
}
"planning.promise": {
input: {
itemId: string
qty: string
date: string
}
output: {
item: {
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
}
wantedDate: string
qty: string
date: (string | null)
causes: {
item: {
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
}
supply: string
lateDays: (number | null)
}[]
chain: {
level: number
item: {
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
}
track: string
supply: {
side: ("open" | "planned" | "byProduct" | "short")
id: string
document: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
}
date: string
startDate: (string | null)
qty: string
lateDays: (number | null)
}[]
}
}
"planning.proposals": {
input: {
kinds?: ("buy" | "make" | "subcontract")[]
itemId?: (string | null)
supplierId?: (string | null)
plannerId?: (string | null)
search?: string
startFrom?: (string | null)
startTo?: (string | null)
after?: (string | null)
limit?: number
}
output: {
rows: {
key: string
kind: ("buy" | "make" | "subcontract" | "switch")
item: {
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
}
track: string
needDate: string
endDate: string
startDate: string
qty: string
netQty: string
reasons: string[]
}[]
next: (string | null)
total: number
suppliers: {
id: string
name: string
}[]
}
}
"planning.runs": {
input: {
after?: (string | null)
limit?: number
}
output: {
rows: {
id: string
state: ("waiting" | "running" | "done" | "failed")
reason: string
askedBy: string
startedAt: string
endedAt: (string | null)
dayZero: (string | null)
step: string
share: string
items: number
demands: number
supplies: number
orders: number
messages: number
timings: {
[k: string]: number
}
problem: string
comparable: boolean
}[]
next: (string | null)
}
}
"planning.summary": {
input: {

}
output: {
today: string
items: number
demands: {
ready: number
covered: number
short: number
late: number
}
messages: {
kind: ("order" | "make" | "expedite" | "defer" | "cancel" | "increase" | "decrease" | "overdue" | "noSource" | "noLeadTime" | "bomMissing" | "loop" | "expires")
count: number
}[]
proposals: {
buy: number
make: number
subcontract: number
}
toRelease: number
}
}
"planning.what-if": {
input: {
demands?: {
itemId: string
qty: string
date: string
}[]
moves?: {
id: string
date?: string
qty?: string
}[]
}
output: {
today: string
changed: {
id: string
document: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
item: {
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
}
date: string
qty: string
before: (("ready" | "covered" | "short" | "late") | null)
after: ("ready" | "covered" | "short" | "late")
lateDaysBefore: (number | null)
lateDays: (number | null)
earliestDate: (string | null)
}[]
changedCount: number
proposals: {
before: number
after: number
}
}
}
"planning.worklist": {
input: {
kinds?: ("order" | "make" | "expedite" | "defer" | "cancel" | "increase" | "decrease" | "overdue" | "noSource" | "noLeadTime" | "bomMissing" | "loop" | "expires")[]
states?: ("open" | "dismissed" | "snoozed")[]
ownerId?: (string | null)
ownerless?: boolean
changed?: boolean
search?: string
after?: (string | null)
limit?: number
}
output: {
rows: {
key: string
kind: ("order" | "make" | "expedite" | "defer" | "cancel" | "increase" | "decrease" | "overdue" | "noSource" | "noLeadTime" | "bomMissing" | "loop" | "expires")
item: {
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
}
track: string
about: string
document: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
date: string
toDate: string
qty: string
toQty: string
state: ("open" | "dismissed" | "snoozed")
until: (string | null)
ownerId: (string | null)
reason: string
assigned: boolean
change: (("new" | "changed") | null)
was: ({
date: string
toDate: string
qty: string
toQty: string
} | null)
}[]
next: (string | null)
total: number
counts: {
open: number
snoozed: number
dismissed: number
}
changedCount: number
lookedAt: (string | null)
}
}
"proof.status": {
input: {

}
output: {
holds: (boolean | null)
at: (string | null)
tookMs: (number | null)
unvalued: number
laws: {
id: string
sentence: string
broken: number
rows: {
[k: string]: unknown
}[]
}[]
figures: {
key: string
left: string
right: string
equal: boolean
money: boolean
}[]
runs: {
at: string
holds: boolean
tookMs: number
}[]
}
}
"purchase.get-expedites": {
input: {
orderId: string
}
output: {
lineId: string
state: ("open" | "agreed" | "later" | "over")
wantedDate: string
answeredDate: (string | null)
reason: string
askedBy: string
askedAt: string
}[]
}
"purchase.get-order": {
input: {
orderId: string
}
output: {
document: {
[k: string]: unknown
}
lines: {
[k: string]: unknown
}[]
actions: {
verb: string
command: string
allowed: boolean
zh: string
en: string
reason: ({
zh: string
en: string
} | null)
}[]
}
}
"purchase.get-receipt": {
input: {
receiptId: string
}
output: {
document: {
[k: string]: unknown
}
lines: {
[k: string]: unknown
}[]
actions: {
verb: string
command: string
allowed: boolean
zh: string
en: string
reason: ({
zh: string
en: string
} | null)
}[]
}
}
"purchase.list-expedites": {
input: {
filters?: {
column: ("order_no" | "line_no" | "state" | "supplier_name" | "item_code" | "item_name" | "qty" | "unit" | "expected_date" | "wanted_date" | "answered_date" | "reason" | "asked_by_name" | "asked_at" | "answered_at")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("order_no" | "line_no" | "state" | "supplier_name" | "item_code" | "item_name" | "qty" | "unit" | "expected_date" | "wanted_date" | "answered_date" | "reason" | "asked_by_name" | "asked_at" | "answered_at")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"purchase.list-order-lines": {
input: {
filters?: {
column: ("order_no" | "state" | "supplier_name" | "item_code" | "item_name" | "item_spec" | "unit" | "qty" | "price_with_tax" | "qty_entered" | "unit_entered" | "price_entered" | "tax_rate" | "amount" | "tax_amount" | "total" | "delivery_date" | "confirmed_date" | "tracking_no" | "tolerance_over" | "qty_notified" | "qty_received" | "qty_stocked" | "qty_rejected" | "qty_invoiced" | "qty_open")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("order_no" | "state" | "supplier_name" | "item_code" | "item_name" | "item_spec" | "unit" | "qty" | "price_with_tax" | "qty_entered" | "unit_entered" | "price_entered" | "tax_rate" | "amount" | "tax_amount" | "total" | "delivery_date" | "confirmed_date" | "tracking_no" | "tolerance_over" | "qty_notified" | "qty_received" | "qty_stocked" | "qty_rejected" | "qty_invoiced" | "qty_open")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"purchase.list-orders": {
input: {
filters?: {
column: ("no" | "state" | "progress" | "supplier_name" | "business_date" | "delivery_date" | "warehouse_name" | "total" | "prepared_by_name" | "approved_by_name" | "remark")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("no" | "state" | "progress" | "supplier_name" | "business_date" | "delivery_date" | "warehouse_name" | "total" | "prepared_by_name" | "approved_by_name" | "remark")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"purchase.list-receipt-lines": {
input: {
filters?: {
column: ("receipt_no" | "line_no" | "order_no" | "item_code" | "item_name" | "lot_no" | "conceded" | "qty" | "unit" | "price" | "tax_rate" | "amount" | "qty_invoiced" | "movement_id")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("receipt_no" | "line_no" | "order_no" | "item_code" | "item_name" | "lot_no" | "conceded" | "qty" | "unit" | "price" | "tax_rate" | "amount" | "qty_invoiced" | "movement_id")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"purchase.list-receipts": {
input: {
filters?: {
column: ("no" | "business_date" | "supplier_name" | "warehouse_name" | "qty" | "amount" | "invoice_state" | "state")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("no" | "business_date" | "supplier_name" | "warehouse_name" | "qty" | "amount" | "invoice_state" | "state")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"quality.get-inspection": {
input: {
inspectionId: string
}
output: {
id: string
no: string
state: string
document_no: string
supplier_name: string
item_code: string
item_name: string
item_spec: string
inspection_note: string
unit: string
lot_no: string
expiry_date: (string | null)
qty: string
qty_accepted: string
qty_conceded: string
qty_rejected: string
qty_left: string
reason: string
inspector: (string | null)
ruled_at: (string | null)
}
}
"quality.list-inspections": {
input: {
filters?: {
column: ("no" | "state" | "document_no" | "supplier_name" | "item_code" | "item_name" | "lot_no" | "qty" | "qty_accepted" | "qty_conceded" | "qty_rejected" | "qty_left" | "inspector" | "created_at")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("no" | "state" | "document_no" | "supplier_name" | "item_code" | "item_name" | "lot_no" | "qty" | "qty_accepted" | "qty_conceded" | "qty_rejected" | "qty_left" | "inspector" | "created_at")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"quality.list-pending": {
input: {

}
output: {
id: string
no: string
state: string
document_no: string
supplier_name: string
item_code: string
item_name: string
item_spec: string
inspection_note: string
unit: string
lot_no: string
expiry_date: (string | null)
qty: string
qty_accepted: string
qty_conceded: string
qty_rejected: string
qty_left: string
reason: string
inspector: (string | null)
ruled_at: (string | null)
}[]
}
"receiving.get-notice": {
input: {
noticeId: string
}
output: {
document: {
id: string
no: string
state: string
partner_name: string
warehouse_code: string
warehouse_name: string
order_no: (string | null)
order_id: (string | null)
expected_date: string
delivery_note_no: string
}
lines: {
id: string
line_no: number
item_id: string
item_code: string
item_name: string
item_spec: string
unit: string
qty_expected: string
qty_limit: string
qty_received: string
qty_damaged: string
qty_accepted: string
qty_conceded: string
qty_rejected: string
qty_put_away: string
qty_returned: string
inspected: boolean
closed_short_reason: (string | null)
lot_managed: boolean
expiry_managed: boolean
shelf_life_days: (number | null)
barcodes: {
barcode: string
qty: string
unit: string
}[]
}[]
receipts: {
id: string
item_code: string
lot_no: string
expiry_date: (string | null)
qty: string
status: string
received_at: string
bin: string
}[]
}
}
"receiving.list-notices": {
input: {
filters?: {
column: ("no" | "state" | "partner_name" | "order_no" | "warehouse_name" | "expected_date" | "delivery_note_no" | "qty_expected" | "qty_received" | "qty_pending" | "qty_rejected" | "qty_put_away")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("no" | "state" | "partner_name" | "order_no" | "warehouse_name" | "expected_date" | "delivery_note_no" | "qty_expected" | "qty_received" | "qty_pending" | "qty_rejected" | "qty_put_away")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"sales.availability": {
input: {
itemIds: string[]
date: string
}
output: {
itemId: string
onHand: string
promised: string
free: string
byDate: string
expected: {
date: string
qty: string
}[]
}[]
}
"sales.get-delivery": {
input: {
deliveryId: string
}
output: {
document: {
[k: string]: unknown
}
lines: {
[k: string]: unknown
}[]
actions: {
verb: string
command: string
allowed: boolean
zh: string
en: string
reason: ({
zh: string
en: string
} | null)
}[]
}
}
"sales.get-order": {
input: {
orderId: string
}
output: {
document: {
[k: string]: unknown
}
lines: {
[k: string]: unknown
}[]
actions: {
verb: string
command: string
allowed: boolean
zh: string
en: string
reason: ({
zh: string
en: string
} | null)
}[]
}
}
"sales.list-deliveries": {
input: {
filters?: {
column: ("no" | "business_date" | "customer_name" | "warehouse_name" | "qty" | "invoice_state" | "state")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("no" | "business_date" | "customer_name" | "warehouse_name" | "qty" | "invoice_state" | "state")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"sales.list-delivery-lines": {
input: {
filters?: {
column: ("delivery_no" | "line_no" | "order_no" | "item_code" | "item_name" | "lot_no" | "qty" | "unit" | "price_with_tax" | "tax_rate" | "qty_invoiced" | "movement_id")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("delivery_no" | "line_no" | "order_no" | "item_code" | "item_name" | "lot_no" | "qty" | "unit" | "price_with_tax" | "tax_rate" | "qty_invoiced" | "movement_id")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"sales.list-order-lines": {
input: {
filters?: {
column: ("order_no" | "state" | "customer_name" | "item_code" | "item_name" | "item_spec" | "unit" | "qty" | "price_with_tax" | "qty_entered" | "unit_entered" | "price_entered" | "tax_rate" | "amount" | "tax_amount" | "total" | "delivery_date" | "qty_promised" | "qty_notified" | "qty_shipped" | "qty_short" | "qty_invoiced" | "qty_open")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("order_no" | "state" | "customer_name" | "item_code" | "item_name" | "item_spec" | "unit" | "qty" | "price_with_tax" | "qty_entered" | "unit_entered" | "price_entered" | "tax_rate" | "amount" | "tax_amount" | "total" | "delivery_date" | "qty_promised" | "qty_notified" | "qty_shipped" | "qty_short" | "qty_invoiced" | "qty_open")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"sales.list-orders": {
input: {
filters?: {
column: ("no" | "state" | "progress" | "customer_name" | "customer_order_no" | "business_date" | "delivery_date" | "priority" | "warehouse_name" | "total" | "prepared_by_name" | "approved_by_name" | "remark")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("no" | "state" | "progress" | "customer_name" | "customer_order_no" | "business_date" | "delivery_date" | "priority" | "warehouse_name" | "total" | "prepared_by_name" | "approved_by_name" | "remark")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"scanning.resolve": {
input: {
text: string
}
output: {
text: string
item: ({
id: string
code: string
name: string
spec: string
unit: string
lot_managed: boolean
expiry_managed: boolean
qty: string
pack: (string | null)
packs: {
unit: string
qty: string
}[]
} | null)
lotNo: (string | null)
productionDate: (string | null)
expiryDate: (string | null)
bin: ({
id: string
code: string
warehouse_code: string
warehouse_name: string
} | null)
tasks: {
id: string
no: string
kind: string
state: string
priority: number
document_kind: string
document_id: string
document_no: string
warehouse_code: string
partner_name: (string | null)
item_code: (string | null)
item_name: (string | null)
item_spec: (string | null)
unit: (string | null)
lot_id: (string | null)
lot_no: (string | null)
expiry_date: (string | null)
from_bin: (string | null)
to_bin: (string | null)
status: (string | null)
qty_planned: (string | null)
qty_done: string
assignee: (string | null)
mine: boolean
progress: unknown
version: number
created_at: string
}[]
stock: {
item_id: string
item_code: string
item_name: string
unit: string
lot_id: string
lot_no: string
expiry_date: (string | null)
status: string
warehouse_code: string
bin_code: string
owner_name: string
is_own: boolean
on_hand: (string | null)
free: (string | null)
}[]
}
}
"search.everything": {
input: {
text: string
}
output: {
kind: string
zh: string
en: string
hits: {
id: string
code: string
title: string
subtitle: string
}[]
}[]
}
"settlement.deliveries-to-invoice": {
input: {
filters?: {
column: ("delivery_no" | "business_date" | "customer_name" | "order_no" | "item_code" | "item_name" | "lot_no" | "qty" | "qty_left" | "price_with_tax" | "tax_rate" | "customer_id")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("delivery_no" | "business_date" | "customer_name" | "order_no" | "item_code" | "item_name" | "lot_no" | "qty" | "qty_left" | "price_with_tax" | "tax_rate" | "customer_id")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"settlement.get-payment": {
input: {
documentId: string
}
output: {
document: {
[k: string]: unknown
}
lines: {
[k: string]: unknown
}[]
actions: {
verb: string
command: string
allowed: boolean
zh: string
en: string
reason: ({
zh: string
en: string
} | null)
}[]
settlements: {
[k: string]: unknown
}[]
}
}
"settlement.get-purchase-invoice": {
input: {
documentId: string
}
output: {
document: {
[k: string]: unknown
}
lines: {
[k: string]: unknown
}[]
actions: {
verb: string
command: string
allowed: boolean
zh: string
en: string
reason: ({
zh: string
en: string
} | null)
}[]
settlements: {
[k: string]: unknown
}[]
}
}
"settlement.get-sales-invoice": {
input: {
documentId: string
}
output: {
document: {
[k: string]: unknown
}
lines: {
[k: string]: unknown
}[]
actions: {
verb: string
command: string
allowed: boolean
zh: string
en: string
reason: ({
zh: string
en: string
} | null)
}[]
settlements: {
[k: string]: unknown
}[]
}
}
"settlement.list-ageing": {
input: {
filters?: {
column: ("partner_code" | "partner_name" | "side" | "left_open" | "not_due" | "days_30" | "days_60" | "days_90" | "older")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("partner_code" | "partner_name" | "side" | "left_open" | "not_due" | "days_30" | "days_60" | "days_90" | "older")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"settlement.list-open-items": {
input: {
filters?: {
column: ("source_no" | "side" | "partner_name" | "business_date" | "due_date" | "age" | "amount" | "settled" | "left_open" | "partner_id")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("source_no" | "side" | "partner_name" | "business_date" | "due_date" | "age" | "amount" | "settled" | "left_open" | "partner_id")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"settlement.list-payments": {
input: {
filters?: {
column: ("no" | "direction" | "partner_name" | "business_date" | "amount" | "bank_account_code" | "state" | "remark")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("no" | "direction" | "partner_name" | "business_date" | "amount" | "bank_account_code" | "state" | "remark")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"settlement.list-purchase-invoice-lines": {
input: {
filters?: {
column: ("invoice_no" | "line_no" | "receipt_no" | "item_code" | "item_name" | "qty" | "unit" | "price" | "tax_rate" | "amount" | "tax_amount" | "estimate_reversed" | "difference_on_hand" | "difference_gone")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("invoice_no" | "line_no" | "receipt_no" | "item_code" | "item_name" | "qty" | "unit" | "price" | "tax_rate" | "amount" | "tax_amount" | "estimate_reversed" | "difference_on_hand" | "difference_gone")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"settlement.list-purchase-invoices": {
input: {
filters?: {
column: ("no" | "state" | "supplier_name" | "invoice_no" | "invoice_date" | "due_date" | "amount" | "tax_amount" | "total")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("no" | "state" | "supplier_name" | "invoice_no" | "invoice_date" | "due_date" | "amount" | "tax_amount" | "total")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"settlement.list-sales-invoice-lines": {
input: {
filters?: {
column: ("invoice_no" | "line_no" | "delivery_no" | "item_code" | "item_name" | "qty" | "unit" | "price" | "tax_rate" | "amount" | "tax_amount")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("invoice_no" | "line_no" | "delivery_no" | "item_code" | "item_name" | "qty" | "unit" | "price" | "tax_rate" | "amount" | "tax_amount")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"settlement.list-sales-invoices": {
input: {
filters?: {
column: ("no" | "state" | "customer_name" | "invoice_no" | "invoice_date" | "due_date" | "amount" | "tax_amount" | "total")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("no" | "state" | "customer_name" | "invoice_no" | "invoice_date" | "due_date" | "amount" | "tax_amount" | "total")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"settlement.list-settlements": {
input: {
filters?: {
column: ("business_date" | "side" | "partner_name" | "source_no" | "payment_no" | "amount" | "id")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("business_date" | "side" | "partner_name" | "source_no" | "payment_no" | "amount" | "id")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"settlement.receipts-to-invoice": {
input: {
filters?: {
column: ("receipt_no" | "business_date" | "supplier_name" | "order_no" | "item_code" | "item_name" | "lot_no" | "qty" | "qty_left" | "price_with_tax" | "tax_rate" | "amount" | "supplier_id")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("receipt_no" | "business_date" | "supplier_name" | "order_no" | "item_code" | "item_name" | "lot_no" | "qty" | "qty_left" | "price_with_tax" | "tax_rate" | "amount" | "supplier_id")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"shipping.get-shipment": {
input: {
shipmentId: string
}
output: {
document: {
[k: string]: unknown
}
lines: {
[k: string]: unknown
}[]
actions: {
verb: string
command: string
allowed: boolean
zh: string
en: string
reason: ({
zh: string
en: string
} | null)
}[]
staged: {
[k: string]: unknown
}[]
packages: {
[k: string]: unknown
}[]
}
}
"shipping.list-shipments": {
input: {
filters?: {
column: ("no" | "state" | "partner_name" | "order_no" | "warehouse_name" | "due_date" | "qty_ordered" | "qty_allocated" | "qty_picked" | "qty_shipped" | "qty_short" | "carrier" | "tracking_no")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("no" | "state" | "partner_name" | "order_no" | "warehouse_name" | "due_date" | "qty_ordered" | "qty_allocated" | "qty_picked" | "qty_shipped" | "qty_short" | "carrier" | "tracking_no")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"shortage.adopt": {
input: {
itemId: string
shortItemIds?: string[]
until?: (string | null)
}
output: {
nothing: {
waiting: number
redCount: number
red: {
id: string
document: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
item: {
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
}
date: string
qty: string
status: ("ready" | "covered" | "short" | "late")
readyDate: (string | null)
lateDays: (number | null)
}[]
readyDate: (string | null)
riskAmount: (string | null)
}
adopted: {
waiting: number
redCount: number
red: {
id: string
document: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
item: {
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
}
date: string
qty: string
status: ("ready" | "covered" | "short" | "late")
readyDate: (string | null)
lateDays: (number | null)
}[]
readyDate: (string | null)
riskAmount: (string | null)
}
balance: {
date: string
qty: string
}[]
short: number
solved: number
}
}
"shortage.head": {
input: {

}
output: {
plan: {
at: string
milliseconds: number
anew: boolean
netted: number
items: number
cause: {
command: string
actorId: (string | null)
at: (string | null)
since: (string | null)
daysPassed: ({
from: string
to: string
} | null)
changes: {
what: ("demand" | "supply" | "forecast" | "item" | "structure" | "serving" | "overdue" | "import")
id: string
document: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
item: ({
id: string
code: string
name: string
unit: string
} | null)
before: ({
qty: string
date: string
} | null)
after: ({
qty: string
date: string
} | null)
}[]
changeCount: number
}
actorName: string
}
since: ({
at: string
changes: {
itemId: string
code: string
name: string
unit: string
track: string
qty: string
needDate: string
change: ("new" | "gone" | "more" | "less")
before: (string | null)
}[]
} | null)
}
}
"shortage.if-approved": {
input: {
lines: {
itemId: string
qty: string
date: string
}[]
priority?: number
}
output: {
today: string
lines: {
id: string
document: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
item: {
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
}
date: string
qty: string
priority: (number | null)
status: ("ready" | "covered" | "short" | "late")
readyDate: (string | null)
lateDays: (number | null)
linesReady: number
lineCount: number
setsNow: string
blockers: {
kind: ("short" | "late" | "lead")
item: {
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
}
track: string
qty: string
needDate: string
readyDate: (string | null)
lateDays: (number | null)
supplyId: (string | null)
supply: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
through: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
}[]
at: number
}[]
hurt: {
id: string
document: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
item: {
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
}
date: string
qty: string
before: (("ready" | "covered" | "short" | "late") | null)
after: ("ready" | "covered" | "short" | "late")
lateDaysBefore: (number | null)
lateDays: (number | null)
earliestDate: (string | null)
}[]
hurtCount: number
}
}
"shortage.kits": {
input: {
itemId: string
most?: string
}
output: {
qty: string
}
}
"shortage.material": {
input: {
itemId: string
}
output: {
item: {
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
}
today: string
onHand: string
asked: {
id: string
document: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
parent: ({
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
} | null)
track: string
date: string
qty: string
shortQty: string
status: ("ready" | "covered" | "short" | "late")
given: {
supplyId: string
supply: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
kind: ("stock" | "inspection" | "PO" | "MO" | "WW" | "transit" | "firm")
qty: string
date: string
lateDays: number
}[]
finally: {
id: string
document: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
item: {
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
}
date: string
qty: string
status: ("ready" | "covered" | "short" | "late")
readyDate: (string | null)
lateDays: (number | null)
}[]
finallyCount: number
}[]
supplies: {
supplyId: string
supply: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
kind: ("stock" | "inspection" | "PO" | "MO" | "WW" | "transit" | "firm")
qty: string
date: string
lateDays: number
track: string
freeQty: string
expiry: (string | null)
slipped: ({
orderedDate: string
days: number
} | null)
}[]
balance: {
date: string
qty: string
}[]
}
}
"shortage.options": {
input: {
id: string
item?: (string | null)
}
output: {
kind: ("purchase" | "expedite" | "substitute" | "transfer" | "sequence" | "move" | "split")
item: ({
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
} | null)
qty: (string | null)
date: (string | null)
askDate: (string | null)
supplier: (string | null)
supplierId: (string | null)
track: (string | null)
price: (string | null)
cost: (string | null)
aboutId: (string | null)
about: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
substitute: ({
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
} | null)
takesQty: (string | null)
parent: (string | null)
place: (string | null)
priority: (number | null)
priorityNow: (number | null)
rest: ({
qty: string
after: {
status: ("ready" | "covered" | "short" | "late")
readyDate: (string | null)
lateDays: (number | null)
}
} | null)
after: {
status: ("ready" | "covered" | "short" | "late")
readyDate: (string | null)
lateDays: (number | null)
}
blocking: number
redCount: (number | null)
hurt: {
id: string
document: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
item: {
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
}
date: string
qty: string
before: (("ready" | "covered" | "short" | "late") | null)
after: ("ready" | "covered" | "short" | "late")
lateDaysBefore: (number | null)
lateDays: (number | null)
earliestDate: (string | null)
}[]
hurtCount: number
helped: {
id: string
document: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
item: {
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
}
date: string
qty: string
before: (("ready" | "covered" | "short" | "late") | null)
after: ("ready" | "covered" | "short" | "late")
lateDaysBefore: (number | null)
lateDays: (number | null)
earliestDate: (string | null)
}[]
helpedCount: number
warehouseId: (string | null)
fetch: ({
fromWarehouseId: string
fromWarehouse: string
toWarehouseId: (string | null)
toWarehouse: (string | null)
bin: string
} | null)
version: (number | null)
delivery: ({
confirmedDate: (string | null)
askedDate: (string | null)
} | null)
}[]
}
"shortage.order": {
input: {
documentId: string
}
output: {
today: string
lines: {
id: string
document: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
item: {
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
}
date: string
qty: string
priority: (number | null)
status: ("ready" | "covered" | "short" | "late")
readyDate: (string | null)
lateDays: (number | null)
linesReady: number
lineCount: number
setsNow: string
blockers: {
kind: ("short" | "late" | "lead")
item: {
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
}
track: string
qty: string
needDate: string
readyDate: (string | null)
lateDays: (number | null)
supplyId: (string | null)
supply: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
through: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
}[]
opened: {
item: {
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
}
track: string
qty: string
nowQty: string
inTimeQty: string
needDate: string
readyDate: (string | null)
status: ("ready" | "covered" | "short" | "late")
given: {
supplyId: string
supply: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
kind: ("stock" | "inspection" | "PO" | "MO" | "WW" | "transit" | "firm")
qty: string
date: string
lateDays: number
}[]
}[]
}[]
}
}
"shortage.orders": {
input: {
until?: (string | null)
search?: string
statuses?: ("ready" | "covered" | "short" | "late")[]
after?: (string | null)
limit?: number
sort?: ("turn" | "status" | "no" | "customer" | "date" | "ready" | "complete")
descending?: boolean
}
output: {
rows: {
document: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
status: ("ready" | "covered" | "short" | "late")
date: string
readyDate: (string | null)
linesReady: number
lineCount: number
needs: {
id: string
document: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
item: {
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
}
date: string
qty: string
priority: (number | null)
status: ("ready" | "covered" | "short" | "late")
readyDate: (string | null)
lateDays: (number | null)
linesReady: number
lineCount: number
setsNow: string
blockers: {
kind: ("short" | "late" | "lead")
item: {
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
}
track: string
qty: string
needDate: string
readyDate: (string | null)
lateDays: (number | null)
supplyId: (string | null)
supply: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
through: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
}[]
turn: number
}[]
partsReady: number
partCount: number
openAmount: (string | null)
}[]
next: (string | null)
count: number
totals: {
ready: number
covered: number
short: number
late: number
lines: number
}
openAmount: (string | null)
}
}
"shortage.sequence": {
input: {
until?: (string | null)
search?: string
statuses?: ("ready" | "covered" | "short" | "late")[]
after?: (string | null)
limit?: number
}
output: {
rows: {
id: string
document: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
item: {
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
}
date: string
qty: string
priority: (number | null)
status: ("ready" | "covered" | "short" | "late")
readyDate: (string | null)
lateDays: (number | null)
linesReady: number
lineCount: number
setsNow: string
blockers: {
kind: ("short" | "late" | "lead")
item: {
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
}
track: string
qty: string
needDate: string
readyDate: (string | null)
lateDays: (number | null)
supplyId: (string | null)
supply: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
through: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
}[]
turn: number
}[]
next: (string | null)
count: number
}
}
"shortage.slip": {
input: {
id: string
days: number
}
output: {
today: string
supply: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
item: {
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
}
date: string
toDate: string
hurt: {
id: string
document: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
item: {
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
}
date: string
qty: string
before: (("ready" | "covered" | "short" | "late") | null)
after: ("ready" | "covered" | "short" | "late")
lateDaysBefore: (number | null)
lateDays: (number | null)
earliestDate: (string | null)
}[]
hurtCount: number
}
}
"shortage.standing": {
input: {
documentId: string
}
output: {
today: string
lines: {
status: ("ready" | "covered" | "short" | "late")
readyDate: (string | null)
lateDays: (number | null)
id: string
}[]
}
}
"shortage.workbench": {
input: {
until?: (string | null)
search?: string
mine?: boolean
committed?: boolean
sources?: ("buy" | "make" | "subcontract")[]
by?: ("orders" | "money" | "day")
documentId?: (string | null)
statuses?: ("ready" | "covered" | "short" | "late")[]
after?: (string | null)
limit?: number
}
output: {
materials: {
rows: {
item: {
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
}
track: string
shortQty: string
lateQty: string
gapQty: string
riskAmount: (string | null)
needDate: string
readyDate: (string | null)
orderCount: number
orders: {
id: string
document: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
date: string
}[]
balance: {
date: string
qty: string
}[]
}[]
count: number
next: (string | null)
}
orders: {
rows: {
document: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
status: ("ready" | "covered" | "short" | "late")
date: string
readyDate: (string | null)
linesReady: number
lineCount: number
needs: {
id: string
document: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
item: {
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
}
date: string
qty: string
priority: (number | null)
status: ("ready" | "covered" | "short" | "late")
readyDate: (string | null)
lateDays: (number | null)
linesReady: number
lineCount: number
setsNow: string
blockers: {
kind: ("short" | "late" | "lead")
item: {
id: string
code: string
name: string
spec: string
unit: string
source: ("buy" | "make" | "subcontract" | "none" | "switch")
policy: ("stock" | "order")
supplierId: (string | null)
supplierName: string
plannerId: (string | null)
}
track: string
qty: string
needDate: string
readyDate: (string | null)
lateDays: (number | null)
supplyId: (string | null)
supply: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
through: ({
kind: ("sales_order" | "forecast" | "stock" | "transit" | "inspection" | "purchase_order" | "firm_order")
documentId: (string | null)
no: string
lineNo: (number | null)
lineId: (string | null)
partnerCode: string
partnerName: string
draft: boolean
} | null)
}[]
}[]
}[]
count: number
}
}
}
"stock.list-movements": {
input: {
filters?: {
column: ("id" | "recorded_at" | "kind" | "item_code" | "item_name" | "lot_no" | "qty" | "unit" | "from_bin" | "from_after" | "to_bin" | "to_after" | "source_kind" | "actor_name" | "business_date" | "from_status" | "to_status" | "device")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("id" | "recorded_at" | "kind" | "item_code" | "item_name" | "lot_no" | "qty" | "unit" | "from_bin" | "from_after" | "to_bin" | "to_after" | "source_kind" | "actor_name" | "business_date" | "from_status" | "to_status" | "device")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"stock.list-stock": {
input: {
filters?: {
column: ("item_code" | "item_name" | "warehouse_name" | "bin_code" | "lot_no" | "status" | "on_hand" | "allocated" | "free" | "unit" | "expiry_date" | "days_left" | "owner_name" | "item_spec")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("item_code" | "item_name" | "warehouse_name" | "bin_code" | "lot_no" | "status" | "on_hand" | "allocated" | "free" | "unit" | "expiry_date" | "days_left" | "owner_name" | "item_spec")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"structure.explode": {
input: {
itemId: string
bomId?: string
qty?: string
day?: string
}
output: {
steps: {
level: number
itemId: string
code: string
name: string
spec: string
unit: string
source: string
phantom: boolean
bomId: string
version: string
num: string
den: string
fixed: string
loss: string
byProduct: boolean
qty: string
loops: boolean
leaf: boolean
}[]
more: boolean
}
}
"structure.get-bom": {
input: {
bomId: string
}
output: {
document: {
[k: string]: unknown
}
lines: {
[k: string]: unknown
}[]
actions: {
verb: string
command: string
allowed: boolean
zh: string
en: string
reason: ({
zh: string
en: string
} | null)
}[]
versions: {
id: string
version: string
state: string
validFrom: (string | null)
validTo: (string | null)
}[]
}
}
"structure.get-item": {
input: {
itemId: string
}
output: {
planning: {
[k: string]: unknown
}
sources: {
[k: string]: unknown
}[]
substitutes: {
[k: string]: unknown
}[]
routing: {
[k: string]: unknown
}[]
boms: {
[k: string]: unknown
}[]
calendars: {
id: string
code: string
name: string
}[]
planners: {
id: string
code: string
name: string
}[]
workCentres: {
id: string
code: string
name: string
}[]
mayEdit: boolean
}
}
"structure.list-bom-lines": {
input: {
filters?: {
column: ("parent" | "version" | "state" | "active" | "valid_from" | "line_no" | "component" | "component_name" | "unit" | "qty_num" | "qty_den" | "qty_fixed" | "loss" | "by_product" | "line_from" | "line_to" | "remark" | "bom_id")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("parent" | "version" | "state" | "active" | "valid_from" | "line_no" | "component" | "component_name" | "unit" | "qty_num" | "qty_den" | "qty_fixed" | "loss" | "by_product" | "line_from" | "line_to" | "remark" | "bom_id")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"structure.list-boms": {
input: {
filters?: {
column: ("parent" | "version" | "parent_name" | "parent_spec" | "state" | "valid_from" | "valid_to" | "line_count" | "activated_by_name" | "prepared_by_name" | "remark" | "item_id")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("parent" | "version" | "parent_name" | "parent_spec" | "state" | "valid_from" | "valid_to" | "line_count" | "activated_by_name" | "prepared_by_name" | "remark" | "item_id")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"structure.list-calendar-days": {
input: {
filters?: {
column: ("calendar" | "calendar_name" | "day" | "open")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("calendar" | "calendar_name" | "day" | "open")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"structure.list-planning": {
input: {
filters?: {
column: ("item" | "name" | "source" | "unit" | "policy" | "lot_rule" | "fixed_lot" | "period_days" | "order_maximum" | "lead_time_days" | "lead_per" | "inspection_days" | "safety_days" | "order_minimum" | "order_multiple" | "safety_stock" | "scrap" | "phantom" | "calendar" | "planner" | "planner_name")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("item" | "name" | "source" | "unit" | "policy" | "lot_rule" | "fixed_lot" | "period_days" | "order_maximum" | "lead_time_days" | "lead_per" | "inspection_days" | "safety_days" | "order_minimum" | "order_multiple" | "safety_stock" | "scrap" | "phantom" | "calendar" | "planner" | "planner_name")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"structure.list-routings": {
input: {
filters?: {
column: ("item" | "item_name" | "line_no" | "work_centre" | "work_centre_name" | "hours_per_unit")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("item" | "item_name" | "line_no" | "work_centre" | "work_centre_name" | "hours_per_unit")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"structure.list-sources": {
input: {
filters?: {
column: ("item" | "item_name" | "supplier" | "supplier_name" | "priority" | "quota" | "lead_days" | "order_minimum" | "order_multiple" | "calendar" | "valid_from" | "valid_to")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("item" | "item_name" | "supplier" | "supplier_name" | "priority" | "quota" | "lead_days" | "order_minimum" | "order_multiple" | "calendar" | "valid_from" | "valid_to")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"structure.list-substitutes": {
input: {
filters?: {
column: ("item" | "item_name" | "substitute" | "substitute_name" | "parent" | "kind" | "priority" | "qty_num" | "qty_den" | "valid_from" | "valid_to")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("item" | "item_name" | "substitute" | "substitute_name" | "parent" | "kind" | "priority" | "qty_num" | "qty_den" | "valid_from" | "valid_to")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"structure.list-work-calendars": {
input: {
filters?: {
column: ("code" | "name" | "week" | "day_count" | "external_key")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("code" | "name" | "week" | "day_count" | "external_key")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"structure.list-work-centres": {
input: {
filters?: {
column: ("code" | "name" | "calendar" | "hours_per_week" | "cost_per_hour" | "active" | "external_key")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("code" | "name" | "calendar" | "hours_per_week" | "cost_per_hour" | "active" | "external_key")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"structure.roll-up-cost": {
input: {
itemId: string
bomId?: string
day?: string
}
output: {
items: {
itemId: string
code: string
name: string
unit: string
made: boolean
materialCost: string
workCost: string
feeCost: string
unitCost: string
standardCost: (string | null)
unpriced: boolean
differs: boolean
}[]
lines: {
lineNo: number
itemId: string
byProduct: boolean
perUnit: string
unitCost: string
amount: string
}[]
}
}
"structure.where-used": {
input: {
itemId: string
day?: string
}
output: {
steps: {
level: number
itemId: string
code: string
name: string
spec: string
unit: string
source: string
phantom: boolean
bomId: string
version: string
num: string
den: string
fixed: string
loss: string
byProduct: boolean
qty: string
loops: boolean
leaf: boolean
}[]
more: boolean
}
}
"tasks.get-task": {
input: {
taskId: string
}
output: {
id: string
no: string
kind: string
state: string
priority: number
document_kind: string
document_id: string
document_no: string
warehouse_code: string
partner_name: (string | null)
item_code: (string | null)
item_name: (string | null)
item_spec: (string | null)
unit: (string | null)
lot_id: (string | null)
lot_no: (string | null)
expiry_date: (string | null)
from_bin: (string | null)
to_bin: (string | null)
status: (string | null)
qty_planned: (string | null)
qty_done: string
assignee: (string | null)
mine: boolean
progress: unknown
version: number
created_at: string
}
}
"tasks.list-tasks": {
input: {
filters?: {
column: ("no" | "kind" | "state" | "document_no" | "warehouse_code" | "item_code" | "item_name" | "lot_no" | "from_bin" | "to_bin" | "qty_planned" | "qty_done" | "assignee" | "created_at")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("no" | "kind" | "state" | "document_no" | "warehouse_code" | "item_code" | "item_name" | "lot_no" | "from_bin" | "to_bin" | "qty_planned" | "qty_done" | "assignee" | "created_at")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"tasks.my-tasks": {
input: {
kind?: string
}
output: {
mine: {
id: string
no: string
kind: string
state: string
priority: number
document_kind: string
document_id: string
document_no: string
warehouse_code: string
partner_name: (string | null)
item_code: (string | null)
item_name: (string | null)
item_spec: (string | null)
unit: (string | null)
lot_id: (string | null)
lot_no: (string | null)
expiry_date: (string | null)
from_bin: (string | null)
to_bin: (string | null)
status: (string | null)
qty_planned: (string | null)
qty_done: string
assignee: (string | null)
mine: boolean
progress: unknown
version: number
created_at: string
}[]
ready: {
id: string
no: string
kind: string
state: string
priority: number
document_kind: string
document_id: string
document_no: string
warehouse_code: string
partner_name: (string | null)
item_code: (string | null)
item_name: (string | null)
item_spec: (string | null)
unit: (string | null)
lot_id: (string | null)
lot_no: (string | null)
expiry_date: (string | null)
from_bin: (string | null)
to_bin: (string | null)
status: (string | null)
qty_planned: (string | null)
qty_done: string
assignee: (string | null)
mine: boolean
progress: unknown
version: number
created_at: string
}[]
queues: {
kind: string
count: number
oldest: string
}[]
}
}
"transfer.availability": {
input: {
fromWarehouseId: string
toWarehouseId?: string
itemIds: string[]
}
output: {
itemId: string
free: string
there: string
}[]
}
"transfer.get-order": {
input: {
orderId: string
}
output: {
document: {
[k: string]: unknown
}
lines: {
[k: string]: unknown
}[]
actions: {
verb: string
command: string
allowed: boolean
zh: string
en: string
reason: ({
zh: string
en: string
} | null)
}[]
}
}
"transfer.list-order-lines": {
input: {
filters?: {
column: ("order_no" | "state" | "from_warehouse_name" | "to_warehouse_name" | "item_code" | "item_name" | "item_spec" | "unit" | "qty" | "qty_dispatched" | "qty_in_transit" | "qty_arrived" | "qty_short" | "qty_lost")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("order_no" | "state" | "from_warehouse_name" | "to_warehouse_name" | "item_code" | "item_name" | "item_spec" | "unit" | "qty" | "qty_dispatched" | "qty_in_transit" | "qty_arrived" | "qty_short" | "qty_lost")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"transfer.list-orders": {
input: {
filters?: {
column: ("no" | "state" | "progress" | "from_warehouse_name" | "to_warehouse_name" | "business_date" | "qty" | "qty_dispatched" | "qty_in_transit" | "qty_arrived" | "qty_short" | "qty_lost" | "prepared_by_name" | "approved_by_name" | "remark")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("no" | "state" | "progress" | "from_warehouse_name" | "to_warehouse_name" | "business_date" | "qty" | "qty_dispatched" | "qty_in_transit" | "qty_arrived" | "qty_short" | "qty_lost" | "prepared_by_name" | "approved_by_name" | "remark")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"transferring.get-transfer": {
input: {
transferId: string
}
output: {
document: {
[k: string]: unknown
}
lines: {
[k: string]: unknown
}[]
actions: {
verb: string
command: string
allowed: boolean
zh: string
en: string
reason: ({
zh: string
en: string
} | null)
}[]
transit: {
[k: string]: unknown
}[]
}
}
"transferring.list-in-transit": {
input: {
filters?: {
column: ("transfer_no" | "order_no" | "from_warehouse_name" | "to_warehouse_name" | "item_code" | "item_name" | "lot_no" | "qty" | "unit" | "to_bin" | "has_task" | "dispatched_at")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("transfer_no" | "order_no" | "from_warehouse_name" | "to_warehouse_name" | "item_code" | "item_name" | "lot_no" | "qty" | "unit" | "to_bin" | "has_task" | "dispatched_at")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"transferring.list-lines": {
input: {
filters?: {
column: ("transfer_no" | "item_code" | "item_name" | "item_spec" | "unit" | "qty_ordered" | "qty_allocated" | "qty_dispatched" | "qty_in_transit" | "qty_arrived" | "qty_short" | "qty_lost")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("transfer_no" | "item_code" | "item_name" | "item_spec" | "unit" | "qty_ordered" | "qty_allocated" | "qty_dispatched" | "qty_in_transit" | "qty_arrived" | "qty_short" | "qty_lost")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"transferring.list-transfers": {
input: {
filters?: {
column: ("no" | "state" | "order_no" | "from_warehouse_name" | "to_warehouse_name" | "qty_ordered" | "qty_dispatched" | "qty_in_transit" | "qty_arrived" | "qty_short" | "qty_lost" | "created_at")
op: ("eq" | "ne" | "in" | "contains" | "starts" | "gte" | "lte" | "between" | "empty" | "filled")
value?: (string | string[] | boolean)
}[]
search?: string
keys?: string[]
sort?: {
column: ("no" | "state" | "order_no" | "from_warehouse_name" | "to_warehouse_name" | "qty_ordered" | "qty_dispatched" | "qty_in_transit" | "qty_arrived" | "qty_short" | "qty_lost" | "created_at")
direction: ("asc" | "desc")
}[]
after?: (string | null)
limit?: number
}
output: {
rows: {
[k: string]: unknown
}[]
next: (string | null)
total: number
totalIsExact: boolean
totals: {
[k: string]: string | null
}
}
}
"views.list": {
input: {
list: string
}
output: {
id: string
name: string
shared: boolean
mine: boolean
definition: {
[k: string]: unknown
}
}[]
}
}

export type ListName = 'audit.list' | 'costing.list-cost-rows' | 'costing.list-exceptions' | 'costing.list-stock-values' | 'costing.stock-summary' | 'count.list-order-lines' | 'count.list-orders' | 'counting.list-jobs' | 'forecast.list-forecasts' | 'ledger.list-voucher-lines' | 'ledger.list-vouchers' | 'ledger.trial-balance' | 'masterdata.list-items' | 'masterdata.list-partners' | 'masterdata.list-purchase-prices' | 'masterdata.list-sales-prices' | 'masterdata.list-warehouses' | 'people.list-users' | 'planning.list-orders' | 'purchase.list-expedites' | 'purchase.list-order-lines' | 'purchase.list-orders' | 'purchase.list-receipt-lines' | 'purchase.list-receipts' | 'quality.list-inspections' | 'receiving.list-notices' | 'sales.list-deliveries' | 'sales.list-delivery-lines' | 'sales.list-order-lines' | 'sales.list-orders' | 'settlement.deliveries-to-invoice' | 'settlement.list-ageing' | 'settlement.list-open-items' | 'settlement.list-payments' | 'settlement.list-purchase-invoice-lines' | 'settlement.list-purchase-invoices' | 'settlement.list-sales-invoice-lines' | 'settlement.list-sales-invoices' | 'settlement.list-settlements' | 'settlement.receipts-to-invoice' | 'shipping.list-shipments' | 'stock.list-movements' | 'stock.list-stock' | 'structure.list-bom-lines' | 'structure.list-boms' | 'structure.list-calendar-days' | 'structure.list-planning' | 'structure.list-routings' | 'structure.list-sources' | 'structure.list-substitutes' | 'structure.list-work-calendars' | 'structure.list-work-centres' | 'tasks.list-tasks' | 'transfer.list-order-lines' | 'transfer.list-orders' | 'transferring.list-in-transit' | 'transferring.list-lines' | 'transferring.list-transfers';

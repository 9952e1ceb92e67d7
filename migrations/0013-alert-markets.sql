-- An alert is shown to those who may read of the market that it is about. Null: of none, and then of everybody.
alter table alerts add column market text;

update alerts set market = holdouts.market
from holdouts where alerts.subject_type = 'Holdout' and alerts.subject_id = holdouts.id;

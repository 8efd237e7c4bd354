-- Whether an alert was referred to the police is asked for every alert of a parcel before anything of it is erased or forgotten.
CREATE INDEX ix_referrals_alert ON referrals (alert_id);

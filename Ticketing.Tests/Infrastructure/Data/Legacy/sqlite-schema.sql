-- The schema of the six migrations before Initial, with the rows that they insert.
CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
CREATE TABLE "__EFMigrationsHistory" ("MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY, "ProductVersion" TEXT NOT NULL);
CREATE TABLE "asp_net_roles" ("id" TEXT NOT NULL CONSTRAINT "pk_asp_net_roles" PRIMARY KEY, "name" TEXT NULL, "normalized_name" TEXT NULL, "concurrency_stamp" TEXT NULL);
CREATE TABLE "counters" ("name" TEXT NOT NULL CONSTRAINT "pk_counters" PRIMARY KEY, "value" INTEGER NOT NULL,
    CONSTRAINT "ck_counters_value" CHECK (value >= 0));
CREATE TABLE "events" ("id" TEXT NOT NULL CONSTRAINT "pk_events" PRIMARY KEY, "slug" TEXT NOT NULL, "title" TEXT NOT NULL, "kind" TEXT NOT NULL, "summary" TEXT NOT NULL, "description" TEXT NOT NULL, "location" TEXT NOT NULL, "search_text" TEXT NOT NULL, "address" TEXT NOT NULL, "time_zone" TEXT NOT NULL, "doors_at" INTEGER NULL, "starts_at" INTEGER NOT NULL, "ends_at" INTEGER NULL, "status" TEXT NOT NULL, "capacity" INTEGER NULL, "held" INTEGER NOT NULL, "sold" INTEGER NOT NULL, "poster_variant" INTEGER NOT NULL, "created_at" INTEGER NOT NULL, "created_by" TEXT NULL, "version" INTEGER NOT NULL, "poster" TEXT NULL, "poster_alt" TEXT NOT NULL DEFAULT '', "removed_poster" TEXT NULL,
    CONSTRAINT "ck_events_slug" CHECK (slug <> ''),
    CONSTRAINT "ck_events_status" CHECK (status IN ('Inactive', 'Active', 'Cancelled', 'Postponed')),
    CONSTRAINT "ck_events_stock" CHECK (held >= 0 AND sold >= 0 AND (capacity IS NULL OR held + sold <= capacity)));
CREATE TABLE "asp_net_role_claims" ("id" INTEGER NOT NULL CONSTRAINT "pk_asp_net_role_claims" PRIMARY KEY AUTOINCREMENT, "role_id" TEXT NOT NULL, "claim_type" TEXT NULL, "claim_value" TEXT NULL,
    CONSTRAINT "fk_asp_net_role_claims_asp_net_roles_role_id" FOREIGN KEY ("role_id") REFERENCES "asp_net_roles" ("id") ON DELETE CASCADE);
CREATE TABLE "asp_net_user_claims" ("id" INTEGER NOT NULL CONSTRAINT "pk_asp_net_user_claims" PRIMARY KEY AUTOINCREMENT, "user_id" TEXT NOT NULL, "claim_type" TEXT NULL, "claim_value" TEXT NULL,
    CONSTRAINT "fk_asp_net_user_claims_asp_net_users_user_id" FOREIGN KEY ("user_id") REFERENCES "asp_net_users" ("id") ON DELETE CASCADE);
CREATE TABLE "asp_net_user_logins" ("login_provider" TEXT NOT NULL, "provider_key" TEXT NOT NULL, "provider_display_name" TEXT NULL, "user_id" TEXT NOT NULL,
    CONSTRAINT "pk_asp_net_user_logins" PRIMARY KEY ("login_provider", "provider_key"),
    CONSTRAINT "fk_asp_net_user_logins_asp_net_users_user_id" FOREIGN KEY ("user_id") REFERENCES "asp_net_users" ("id") ON DELETE CASCADE);
CREATE TABLE "asp_net_user_passkeys" ("credential_id" BLOB NOT NULL CONSTRAINT "pk_asp_net_user_passkeys" PRIMARY KEY, "user_id" TEXT NOT NULL, "data" TEXT NOT NULL,
    CONSTRAINT "fk_asp_net_user_passkeys_asp_net_users_user_id" FOREIGN KEY ("user_id") REFERENCES "asp_net_users" ("id") ON DELETE CASCADE);
CREATE TABLE "asp_net_user_roles" ("user_id" TEXT NOT NULL, "role_id" TEXT NOT NULL,
    CONSTRAINT "pk_asp_net_user_roles" PRIMARY KEY ("user_id", "role_id"),
    CONSTRAINT "fk_asp_net_user_roles_asp_net_roles_role_id" FOREIGN KEY ("role_id") REFERENCES "asp_net_roles" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_asp_net_user_roles_asp_net_users_user_id" FOREIGN KEY ("user_id") REFERENCES "asp_net_users" ("id") ON DELETE CASCADE);
CREATE TABLE "asp_net_user_tokens" ("user_id" TEXT NOT NULL, "login_provider" TEXT NOT NULL, "name" TEXT NOT NULL, "value" TEXT NULL,
    CONSTRAINT "pk_asp_net_user_tokens" PRIMARY KEY ("user_id", "login_provider", "name"),
    CONSTRAINT "fk_asp_net_user_tokens_asp_net_users_user_id" FOREIGN KEY ("user_id") REFERENCES "asp_net_users" ("id") ON DELETE CASCADE);
CREATE TABLE "holds" ("id" TEXT NOT NULL CONSTRAINT "pk_holds" PRIMARY KEY, "code" TEXT NOT NULL, "event_id" TEXT NOT NULL, "browser_key" TEXT NOT NULL, "slot" INTEGER NOT NULL, "placed_at" INTEGER NOT NULL, "expires_at" INTEGER NOT NULL, "status" TEXT NOT NULL, "ended_at" INTEGER NULL,
    CONSTRAINT "ck_holds_slot" CHECK (slot IN (1, 2)),
    CONSTRAINT "ck_holds_status" CHECK (status IN ('Live', 'InPayment', 'Sold', 'Released', 'Expired')),
    CONSTRAINT "fk_holds_events_event_id" FOREIGN KEY ("event_id") REFERENCES "events" ("id") ON DELETE RESTRICT);
CREATE TABLE "ticket_keys" ("number" INTEGER NOT NULL CONSTRAINT "pk_ticket_keys" PRIMARY KEY AUTOINCREMENT, "event_id" TEXT NOT NULL, "public_key" BLOB NOT NULL, "protected_private_key" BLOB NOT NULL, "created_at" INTEGER NOT NULL,
    CONSTRAINT "fk_ticket_keys_events_event_id" FOREIGN KEY ("event_id") REFERENCES "events" ("id") ON DELETE RESTRICT);
CREATE TABLE "ticket_types" ("id" TEXT NOT NULL CONSTRAINT "pk_ticket_types" PRIMARY KEY, "event_id" TEXT NOT NULL, "category" TEXT NOT NULL, "note" TEXT NOT NULL, "price" INTEGER NOT NULL, "capacity" INTEGER NOT NULL, "held" INTEGER NOT NULL, "sold" INTEGER NOT NULL, "sales_start_at" INTEGER NULL, "sales_end_at" INTEGER NULL, "min_per_order" INTEGER NOT NULL, "max_per_order" INTEGER NOT NULL, "position" INTEGER NOT NULL, "is_withdrawn" INTEGER NOT NULL, "version" INTEGER NOT NULL,
    CONSTRAINT "ck_ticket_types_per_order" CHECK (min_per_order >= 1 AND max_per_order >= min_per_order),
    CONSTRAINT "ck_ticket_types_price" CHECK (price >= 0),
    CONSTRAINT "ck_ticket_types_stock" CHECK (held >= 0 AND sold >= 0 AND held + sold <= capacity),
    CONSTRAINT "ck_ticket_types_window" CHECK (sales_start_at IS NULL OR sales_end_at IS NULL OR sales_start_at < sales_end_at),
    CONSTRAINT "fk_ticket_types_events_event_id" FOREIGN KEY ("event_id") REFERENCES "events" ("id") ON DELETE CASCADE);
CREATE TABLE "hold_lines" ("hold_id" TEXT NOT NULL, "ticket_type_id" TEXT NOT NULL, "category" TEXT NOT NULL, "face_value" INTEGER NOT NULL, "quantity" INTEGER NOT NULL, "position" INTEGER NOT NULL,
    CONSTRAINT "pk_hold_lines" PRIMARY KEY ("hold_id", "ticket_type_id"),
    CONSTRAINT "ck_hold_lines_quantity" CHECK (quantity > 0 AND face_value >= 0),
    CONSTRAINT "fk_hold_lines_holds_hold_id" FOREIGN KEY ("hold_id") REFERENCES "holds" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_hold_lines_ticket_types_ticket_type_id" FOREIGN KEY ("ticket_type_id") REFERENCES "ticket_types" ("id") ON DELETE RESTRICT);
CREATE TABLE "access_tokens" ("hash" TEXT NOT NULL CONSTRAINT "pk_access_tokens" PRIMARY KEY, "order_id" TEXT NOT NULL, "created_at" INTEGER NOT NULL,
    CONSTRAINT "fk_access_tokens_orders_order_id" FOREIGN KEY ("order_id") REFERENCES "orders" ("id") ON DELETE CASCADE);
CREATE TABLE "notifications" ("id" TEXT NOT NULL CONSTRAINT "pk_notifications" PRIMARY KEY, "kind" TEXT NOT NULL, "dedupe_key" TEXT NOT NULL, "channel" TEXT NOT NULL, "recipient" TEXT NOT NULL, "order_id" TEXT NULL, "status" TEXT NOT NULL, "attempts" INTEGER NOT NULL, "created_at" INTEGER NOT NULL, "due_at" INTEGER NOT NULL, "lease_until" INTEGER NULL, "lease_owner" TEXT NULL, "subject" TEXT NULL, "content" TEXT NULL, "message_id" TEXT NULL, "server_response" TEXT NULL, "last_error" TEXT NULL, "sent_at" INTEGER NULL, "recipient_key" TEXT NOT NULL DEFAULT '', "requeued_at" INTEGER NULL,
    CONSTRAINT "ck_notifications_attempts" CHECK (attempts >= 0),
    CONSTRAINT "ck_notifications_lease" CHECK (status <> 'Sending' OR (lease_until IS NOT NULL AND lease_owner IS NOT NULL)),
    CONSTRAINT "ck_notifications_sent" CHECK (status <> 'Sent' OR sent_at IS NOT NULL),
    CONSTRAINT "ck_notifications_status" CHECK (status IN ('Pending', 'Sending', 'Sent', 'Dropped', 'Dead')),
    CONSTRAINT "fk_notifications_orders_order_id" FOREIGN KEY ("order_id") REFERENCES "orders" ("id") ON DELETE RESTRICT);
CREATE TABLE "order_lines" ("order_id" TEXT NOT NULL, "ticket_type_id" TEXT NOT NULL, "category" TEXT NOT NULL, "quantity" INTEGER NOT NULL, "unit_face_value" INTEGER NOT NULL, "unit_booking_fee" INTEGER NOT NULL, "position" INTEGER NOT NULL,
    CONSTRAINT "pk_order_lines" PRIMARY KEY ("order_id", "ticket_type_id"),
    CONSTRAINT "ck_order_lines_amounts" CHECK (quantity > 0 AND unit_face_value >= 0 AND unit_booking_fee >= 0),
    CONSTRAINT "fk_order_lines_orders_order_id" FOREIGN KEY ("order_id") REFERENCES "orders" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_order_lines_ticket_types_ticket_type_id" FOREIGN KEY ("ticket_type_id") REFERENCES "ticket_types" ("id") ON DELETE RESTRICT);
CREATE TABLE "tickets" ("id" TEXT NOT NULL CONSTRAINT "pk_tickets" PRIMARY KEY, "order_id" TEXT NOT NULL, "event_id" TEXT NOT NULL, "ticket_type_id" TEXT NOT NULL, "category" TEXT NOT NULL, "number" INTEGER NOT NULL, "attendee" TEXT NOT NULL, "status" TEXT NOT NULL, "issue" INTEGER NOT NULL, "issued_at" INTEGER NOT NULL, "checked_in_at" INTEGER NULL, "admission_id" TEXT NULL, "suspended_at" INTEGER NULL,
    CONSTRAINT "ck_tickets_counts" CHECK (issue >= 1 AND number >= 1),
    CONSTRAINT "ck_tickets_status" CHECK (status IN ('Valid', 'Void')),
    CONSTRAINT "fk_tickets_events_event_id" FOREIGN KEY ("event_id") REFERENCES "events" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_tickets_orders_order_id" FOREIGN KEY ("order_id") REFERENCES "orders" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_tickets_ticket_types_ticket_type_id" FOREIGN KEY ("ticket_type_id") REFERENCES "ticket_types" ("id") ON DELETE RESTRICT);
CREATE INDEX "ix_access_tokens_order_id" ON "access_tokens" ("order_id");
CREATE INDEX "ix_asp_net_role_claims_role_id" ON "asp_net_role_claims" ("role_id");
CREATE UNIQUE INDEX "role_name_index" ON "asp_net_roles" ("normalized_name");
CREATE INDEX "ix_asp_net_user_claims_user_id" ON "asp_net_user_claims" ("user_id");
CREATE INDEX "ix_asp_net_user_logins_user_id" ON "asp_net_user_logins" ("user_id");
CREATE INDEX "ix_asp_net_user_passkeys_user_id" ON "asp_net_user_passkeys" ("user_id");
CREATE INDEX "ix_asp_net_user_roles_role_id" ON "asp_net_user_roles" ("role_id");
CREATE UNIQUE INDEX "ix_events_slug" ON "events" ("slug");
CREATE INDEX "ix_events_status_starts_at" ON "events" ("status", "starts_at");
CREATE INDEX "ix_hold_lines_ticket_type_id" ON "hold_lines" ("ticket_type_id");
CREATE UNIQUE INDEX "ix_holds_browser_key_slot" ON "holds" ("browser_key", "slot") WHERE status IN ('Live', 'InPayment');
CREATE UNIQUE INDEX "ix_holds_code" ON "holds" ("code");
CREATE INDEX "ix_holds_event_id_status" ON "holds" ("event_id", "status");
CREATE INDEX "ix_holds_status_expires_at" ON "holds" ("status", "expires_at");
CREATE UNIQUE INDEX "ix_notifications_dedupe_key" ON "notifications" ("dedupe_key");
CREATE INDEX "ix_notifications_order_id" ON "notifications" ("order_id");
CREATE INDEX "ix_notifications_status_due_at" ON "notifications" ("status", "due_at");
CREATE INDEX "ix_order_lines_ticket_type_id" ON "order_lines" ("ticket_type_id");
CREATE UNIQUE INDEX "ix_ticket_keys_event_id" ON "ticket_keys" ("event_id");
CREATE UNIQUE INDEX "ix_ticket_types_event_id_category" ON "ticket_types" ("event_id", "category");
CREATE INDEX "ix_tickets_event_id_status" ON "tickets" ("event_id", "status");
CREATE UNIQUE INDEX "ix_tickets_order_id_number" ON "tickets" ("order_id", "number");
CREATE INDEX "ix_tickets_ticket_type_id" ON "tickets" ("ticket_type_id");
CREATE TABLE "data_protection_keys" ("id" INTEGER NOT NULL CONSTRAINT "pk_data_protection_keys" PRIMARY KEY AUTOINCREMENT, "friendly_name" TEXT NULL, "xml" TEXT NULL);
CREATE TABLE "account_links" ("hash" TEXT NOT NULL CONSTRAINT "pk_account_links" PRIMARY KEY, "kind" TEXT NOT NULL, "user_id" TEXT NULL, "expires_at" INTEGER NOT NULL,
    CONSTRAINT "ck_account_links_kind" CHECK (kind IN ('Setup', 'Join', 'Reset')),
    CONSTRAINT "fk_account_links_asp_net_users_user_id" FOREIGN KEY ("user_id") REFERENCES "asp_net_users" ("id") ON DELETE CASCADE);
CREATE TABLE "audit_entries" ("id" TEXT NOT NULL CONSTRAINT "pk_audit_entries" PRIMARY KEY, "at" INTEGER NOT NULL, "actor_id" TEXT NULL, "actor_name" TEXT NOT NULL, "address" TEXT NOT NULL, "action" TEXT NOT NULL, "subject_id" TEXT NOT NULL, "subject_name" TEXT NOT NULL, "before" TEXT NOT NULL, "after" TEXT NOT NULL);
CREATE TABLE "cancellation_runs" ("id" TEXT NOT NULL CONSTRAINT "pk_cancellation_runs" PRIMARY KEY, "event_id" TEXT NOT NULL, "message" TEXT NOT NULL, "requested_by" TEXT NOT NULL, "started_at" INTEGER NOT NULL, "finished_at" INTEGER NULL,
    CONSTRAINT "fk_cancellation_runs_events_event_id" FOREIGN KEY ("event_id") REFERENCES "events" ("id") ON DELETE RESTRICT);
CREATE TABLE "first_run" ("id" INTEGER NOT NULL CONSTRAINT "pk_first_run" PRIMARY KEY, "completed_at" INTEGER NULL,
    CONSTRAINT "ck_first_run_one_row" CHECK (id = 1));
CREATE TABLE "former_slugs" ("slug" TEXT NOT NULL CONSTRAINT "pk_former_slugs" PRIMARY KEY, "event_id" TEXT NOT NULL,
    CONSTRAINT "ck_former_slugs_slug" CHECK (slug <> ''),
    CONSTRAINT "fk_former_slugs_events_event_id" FOREIGN KEY ("event_id") REFERENCES "events" ("id") ON DELETE CASCADE);
CREATE TABLE "order_name_words" ("order_id" TEXT NOT NULL, "word" TEXT NOT NULL,
    CONSTRAINT "pk_order_name_words" PRIMARY KEY ("order_id", "word"),
    CONSTRAINT "fk_order_name_words_orders_order_id" FOREIGN KEY ("order_id") REFERENCES "orders" ("id") ON DELETE CASCADE);
CREATE TABLE "posters" ("name" TEXT NOT NULL, "size" TEXT NOT NULL, "bytes" BLOB NOT NULL, "uploaded_at" INTEGER NOT NULL,
    CONSTRAINT "pk_posters" PRIMARY KEY ("name", "size"));
CREATE TABLE "refunds" ("id" TEXT NOT NULL CONSTRAINT "pk_refunds" PRIMARY KEY, "order_id" TEXT NOT NULL, "payment_id" TEXT NULL, "cause" TEXT NOT NULL, "amount" INTEGER NOT NULL, "currency" TEXT NOT NULL, "reason" TEXT NOT NULL, "status" TEXT NOT NULL, "idempotency_key" TEXT NOT NULL, "attempts" INTEGER NOT NULL, "next_try_at" INTEGER NOT NULL, "provider_reference" TEXT NULL, "last_error" TEXT NULL, "requested_by" TEXT NOT NULL, "requested_at" INTEGER NOT NULL, "settled_at" INTEGER NULL,
    CONSTRAINT "ck_refunds_amount" CHECK (amount >= 0 AND attempts >= 0),
    CONSTRAINT "ck_refunds_cause" CHECK (cause IN ('Staff', 'PaidTooLate', 'EventCancelled')),
    CONSTRAINT "ck_refunds_settled" CHECK (status <> 'Succeeded' OR settled_at IS NOT NULL),
    CONSTRAINT "ck_refunds_status" CHECK (status IN ('Pending', 'Succeeded', 'Failed')),
    CONSTRAINT "fk_refunds_orders_order_id" FOREIGN KEY ("order_id") REFERENCES "orders" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_refunds_payments_payment_id" FOREIGN KEY ("payment_id") REFERENCES "payments" ("id") ON DELETE RESTRICT);
CREATE TABLE "sandbox_refunds" ("id" TEXT NOT NULL CONSTRAINT "pk_sandbox_refunds" PRIMARY KEY, "idempotency_key" TEXT NOT NULL, "session_id" TEXT NOT NULL, "amount" INTEGER NOT NULL, "refusal" TEXT NULL, "at" INTEGER NOT NULL,
    CONSTRAINT "ck_sandbox_refunds_amount" CHECK (amount > 0),
    CONSTRAINT "fk_sandbox_refunds_sandbox_sessions_session_id" FOREIGN KEY ("session_id") REFERENCES "sandbox_sessions" ("id") ON DELETE RESTRICT);
CREATE TABLE "cancellation_entries" ("run_id" TEXT NOT NULL, "order_id" TEXT NOT NULL, "status" TEXT NOT NULL, "attempts" INTEGER NOT NULL, "due_at" INTEGER NOT NULL, "refund_id" TEXT NULL, "error" TEXT NULL,
    CONSTRAINT "pk_cancellation_entries" PRIMARY KEY ("run_id", "order_id"),
    CONSTRAINT "ck_cancellation_entries_attempts" CHECK (attempts >= 0),
    CONSTRAINT "ck_cancellation_entries_status" CHECK (status IN ('Pending', 'Told', 'Refunded', 'Failed')),
    CONSTRAINT "fk_cancellation_entries_cancellation_runs_run_id" FOREIGN KEY ("run_id") REFERENCES "cancellation_runs" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_cancellation_entries_orders_order_id" FOREIGN KEY ("order_id") REFERENCES "orders" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_cancellation_entries_refunds_refund_id" FOREIGN KEY ("refund_id") REFERENCES "refunds" ("id") ON DELETE RESTRICT);
CREATE TABLE "refund_lines" ("ticket_id" TEXT NOT NULL CONSTRAINT "pk_refund_lines" PRIMARY KEY, "refund_id" TEXT NOT NULL, "number" INTEGER NOT NULL, "category" TEXT NOT NULL, "face_value" INTEGER NOT NULL, "booking_fee" INTEGER NOT NULL,
    CONSTRAINT "ck_refund_lines_amounts" CHECK (face_value >= 0 AND booking_fee >= 0),
    CONSTRAINT "fk_refund_lines_refunds_refund_id" FOREIGN KEY ("refund_id") REFERENCES "refunds" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_refund_lines_tickets_ticket_id" FOREIGN KEY ("ticket_id") REFERENCES "tickets" ("id") ON DELETE RESTRICT);
CREATE INDEX "ix_account_links_expires_at" ON "account_links" ("expires_at");
CREATE INDEX "ix_account_links_user_id" ON "account_links" ("user_id");
CREATE INDEX "ix_audit_entries_subject_id_at" ON "audit_entries" ("subject_id", "at");
CREATE INDEX "ix_cancellation_entries_order_id" ON "cancellation_entries" ("order_id");
CREATE INDEX "ix_cancellation_entries_refund_id" ON "cancellation_entries" ("refund_id");
CREATE INDEX "ix_cancellation_entries_run_id_status_due_at" ON "cancellation_entries" ("run_id", "status", "due_at");
CREATE UNIQUE INDEX "ix_cancellation_runs_event_id" ON "cancellation_runs" ("event_id");
CREATE INDEX "ix_cancellation_runs_finished_at" ON "cancellation_runs" ("finished_at");
CREATE INDEX "ix_former_slugs_event_id" ON "former_slugs" ("event_id");
CREATE INDEX "ix_order_name_words_word_order_id" ON "order_name_words" ("word", "order_id");
CREATE INDEX "ix_refund_lines_refund_id" ON "refund_lines" ("refund_id");
CREATE UNIQUE INDEX "ix_refunds_idempotency_key" ON "refunds" ("idempotency_key");
CREATE INDEX "ix_refunds_order_id" ON "refunds" ("order_id");
CREATE INDEX "ix_refunds_payment_id" ON "refunds" ("payment_id");
CREATE INDEX "ix_refunds_status_next_try_at" ON "refunds" ("status", "next_try_at");
CREATE UNIQUE INDEX "ix_sandbox_refunds_idempotency_key" ON "sandbox_refunds" ("idempotency_key");
CREATE INDEX "ix_sandbox_refunds_session_id" ON "sandbox_refunds" ("session_id");
CREATE TABLE "orders" ("id" TEXT NOT NULL CONSTRAINT "pk_orders" PRIMARY KEY, "booking_fee" INTEGER NOT NULL, "buyer_email" TEXT NOT NULL, "buyer_email_key" TEXT NOT NULL, "buyer_name" TEXT NOT NULL, "buyer_phone" TEXT NOT NULL, "channel" TEXT NOT NULL, "created_at" INTEGER NOT NULL, "currency" TEXT NOT NULL, "event_id" TEXT NOT NULL, "face_value" INTEGER NOT NULL, "hold_id" TEXT NOT NULL, "paid_at" INTEGER NULL, "paid_with" TEXT NULL, "payment_reference" TEXT NULL, "receipt_number" INTEGER NULL, "reference" TEXT NOT NULL, "resends" INTEGER NOT NULL, "sale_key" TEXT NULL, "seller_address" TEXT NOT NULL, "seller_name" TEXT NOT NULL, "seller_tax_number" TEXT NOT NULL, "status" TEXT NOT NULL, "tax" INTEGER NOT NULL, "tax_rate_percent" TEXT NOT NULL, "total" INTEGER NOT NULL,
    CONSTRAINT "ck_orders_amounts" CHECK (face_value >= 0 AND booking_fee >= 0 AND tax >= 0 AND total = face_value + booking_fee),
    CONSTRAINT "ck_orders_channel" CHECK (channel IN ('Online', 'BoxOffice', 'Comp')),
    CONSTRAINT "ck_orders_comp" CHECK (channel <> 'Comp' OR total = 0),
    CONSTRAINT "ck_orders_paid" CHECK (status NOT IN ('Paid', 'Refunded') OR (paid_at IS NOT NULL AND receipt_number IS NOT NULL)),
    CONSTRAINT "ck_orders_status" CHECK (status IN ('Pending', 'Paid', 'Expired', 'PaidTooLate', 'Refunded')),
    CONSTRAINT "fk_orders_events_event_id" FOREIGN KEY ("event_id") REFERENCES "events" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_orders_holds_hold_id" FOREIGN KEY ("hold_id") REFERENCES "holds" ("id") ON DELETE RESTRICT);
CREATE TABLE "sandbox_sessions" ("id" TEXT NOT NULL CONSTRAINT "pk_sandbox_sessions" PRIMARY KEY, "amount" INTEGER NOT NULL, "currency" TEXT NOT NULL, "expires_at" INTEGER NOT NULL, "idempotency_key" TEXT NOT NULL, "order_reference" TEXT NOT NULL, "refunded" INTEGER NOT NULL, "refunds_to_refuse" INTEGER NOT NULL, "return_path" TEXT NOT NULL, "status" TEXT NOT NULL, "title" TEXT NOT NULL,
    CONSTRAINT "ck_sandbox_sessions_refunded" CHECK (refunded >= 0 AND refunded <= amount AND refunds_to_refuse >= 0),
    CONSTRAINT "ck_sandbox_sessions_status" CHECK (status IN ('Open', 'Paid', 'Declined', 'Cancelled', 'Expired')));
CREATE TABLE "payments" ("id" TEXT NOT NULL CONSTRAINT "pk_payments" PRIMARY KEY, "amount" INTEGER NOT NULL, "attempt" INTEGER NOT NULL, "buyer_email" TEXT NOT NULL, "created_at" INTEGER NOT NULL, "currency" TEXT NOT NULL, "deadline" INTEGER NOT NULL, "idempotency_key" TEXT NOT NULL, "next_check_at" INTEGER NOT NULL, "order_id" TEXT NOT NULL, "page_url" TEXT NULL, "provider" TEXT NOT NULL, "refunded" INTEGER NOT NULL, "return_code" TEXT NOT NULL, "return_url" TEXT NOT NULL, "session_expires_at" INTEGER NOT NULL, "session_id" TEXT NULL, "settled_at" INTEGER NULL, "status" TEXT NOT NULL, "title" TEXT NOT NULL, fee INTEGER NULL CONSTRAINT "ck_payments_fee" CHECK (fee IS NULL OR (fee >= 0 AND status = 'Paid')), "processing_since" INTEGER NULL, "reference" TEXT NULL,
    CONSTRAINT "ck_payments_amount" CHECK (amount > 0 AND attempt >= 1),
    CONSTRAINT "ck_payments_open" CHECK (status <> 'Open' OR (session_id IS NOT NULL AND page_url IS NOT NULL)),
    CONSTRAINT "ck_payments_provider" CHECK (provider IN ('None', 'Sandbox', 'Stripe')),
    CONSTRAINT "ck_payments_refunded" CHECK (refunded >= 0 AND refunded <= amount AND (refunded = 0 OR status = 'Paid')),
    CONSTRAINT "ck_payments_status" CHECK (status IN ('Opening', 'Open', 'Paid', 'Declined', 'Cancelled', 'Expired')),
    CONSTRAINT "fk_payments_orders_order_id" FOREIGN KEY ("order_id") REFERENCES "orders" ("id") ON DELETE RESTRICT);
CREATE TABLE "asp_net_users" ("id" TEXT NOT NULL CONSTRAINT "pk_asp_net_users" PRIMARY KEY, "access_failed_count" INTEGER NOT NULL, "concurrency_stamp" TEXT NULL, "created_at" INTEGER NOT NULL, "email" TEXT NULL, "email_confirmed" INTEGER NOT NULL, "invited_until" INTEGER NULL, "last_code_step" INTEGER NOT NULL, "last_sign_in_at" INTEGER NULL, "lockout_enabled" INTEGER NOT NULL, "lockout_end" INTEGER NULL, "name" TEXT NOT NULL, "normalized_email" TEXT NULL, "normalized_user_name" TEXT NULL, "password_hash" TEXT NULL, "phone_number" TEXT NULL, "phone_number_confirmed" INTEGER NOT NULL, "security_stamp" TEXT NULL, "standing" TEXT NOT NULL, "two_factor_enabled" INTEGER NOT NULL, "user_name" TEXT NULL,
    CONSTRAINT "ck_asp_net_users_standing" CHECK (standing IN ('Invited', 'Waiting', 'Active', 'Disabled')));
CREATE INDEX "ix_orders_buyer_email_key" ON "orders" ("buyer_email_key");
CREATE INDEX "ix_orders_buyer_phone" ON "orders" ("buyer_phone");
CREATE INDEX "ix_orders_channel_created_at_id" ON "orders" ("channel", "created_at", "id");
CREATE INDEX "ix_orders_created_at_id" ON "orders" ("created_at", "id");
CREATE INDEX "ix_orders_event_id_created_at_id" ON "orders" ("event_id", "created_at", "id");
CREATE INDEX "ix_orders_event_id_status_created_at_id" ON "orders" ("event_id", "status", "created_at", "id");
CREATE UNIQUE INDEX "ix_orders_hold_id" ON "orders" ("hold_id");
CREATE INDEX "ix_orders_payment_reference" ON "orders" ("payment_reference") WHERE payment_reference > '';
CREATE UNIQUE INDEX "ix_orders_receipt_number" ON "orders" ("receipt_number");
CREATE UNIQUE INDEX "ix_orders_reference" ON "orders" ("reference");
CREATE UNIQUE INDEX "ix_orders_sale_key" ON "orders" ("sale_key");
CREATE INDEX "ix_orders_status" ON "orders" ("status") WHERE status = 'Pending';
CREATE INDEX "ix_orders_status_created_at_id" ON "orders" ("status", "created_at", "id");
CREATE UNIQUE INDEX "ix_sandbox_sessions_idempotency_key" ON "sandbox_sessions" ("idempotency_key");
CREATE UNIQUE INDEX "ix_payments_idempotency_key" ON "payments" ("idempotency_key");
CREATE UNIQUE INDEX "ix_payments_order_id" ON "payments" ("order_id") WHERE status IN ('Opening', 'Open');
CREATE UNIQUE INDEX "ix_payments_order_id_attempt" ON "payments" ("order_id", "attempt");
CREATE UNIQUE INDEX "ix_payments_return_code" ON "payments" ("return_code");
CREATE UNIQUE INDEX "ix_payments_session_id" ON "payments" ("session_id");
CREATE INDEX "ix_payments_status_next_check_at" ON "payments" ("status", "next_check_at");
CREATE INDEX "email_index" ON "asp_net_users" ("normalized_email");
CREATE UNIQUE INDEX "user_name_index" ON "asp_net_users" ("normalized_user_name");
CREATE TABLE "saved_settings" ("key" TEXT NOT NULL CONSTRAINT "pk_saved_settings" PRIMARY KEY, "value" TEXT NOT NULL);
CREATE TABLE "saved_settings_version" ("id" INTEGER NOT NULL CONSTRAINT "pk_saved_settings_version" PRIMARY KEY, "version" INTEGER NOT NULL);
CREATE TABLE "scans" ("id" TEXT NOT NULL CONSTRAINT "pk_scans" PRIMARY KEY, "key" TEXT NOT NULL, "event_id" TEXT NOT NULL, "ticket_id" TEXT NULL, "result" TEXT NOT NULL, "at" INTEGER NOT NULL, "by_id" TEXT NULL, "by_name" TEXT NOT NULL, "gate" TEXT NOT NULL, "is_by_hand" INTEGER NOT NULL,
    CONSTRAINT "ck_scans_result" CHECK (result IN ('Admitted', 'AlreadyIn', 'WrongEvent', 'Void', 'Replaced', 'Cancelled', 'Expired', 'Forged', 'Unknown', 'Undone')),
    CONSTRAINT "fk_scans_events_event_id" FOREIGN KEY ("event_id") REFERENCES "events" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_scans_tickets_ticket_id" FOREIGN KEY ("ticket_id") REFERENCES "tickets" ("id") ON DELETE RESTRICT);
CREATE INDEX "ix_tickets_event_id_checked_in_at" ON "tickets" ("event_id", "checked_in_at") WHERE checked_in_at IS NOT NULL;
CREATE INDEX "ix_notifications_created_at_id" ON "notifications" ("created_at", "id");
CREATE INDEX "ix_notifications_recipient_key" ON "notifications" ("recipient_key");
CREATE INDEX "ix_notifications_sent_at" ON "notifications" ("sent_at");
CREATE INDEX "ix_notifications_status_created_at_id" ON "notifications" ("status", "created_at", "id");
CREATE INDEX "ix_audit_entries_action_at_id" ON "audit_entries" ("action", "at", "id");
CREATE INDEX "ix_audit_entries_actor_id_at_id" ON "audit_entries" ("actor_id", "at", "id");
CREATE INDEX "ix_audit_entries_at_id" ON "audit_entries" ("at", "id");
CREATE INDEX "ix_scans_event_id_at" ON "scans" ("event_id", "at");
CREATE UNIQUE INDEX "ix_scans_key_ticket_id_event_id" ON "scans" ("key", "ticket_id", "event_id");
CREATE INDEX "ix_scans_ticket_id_at" ON "scans" ("ticket_id", "at");
CREATE TABLE "settlement_deductions" ("id" TEXT NOT NULL CONSTRAINT "pk_settlement_deductions" PRIMARY KEY, "event_id" TEXT NOT NULL, "label" TEXT NOT NULL, "amount" INTEGER NOT NULL, "position" INTEGER NOT NULL, "version" INTEGER NOT NULL,
    CONSTRAINT "ck_settlement_deductions_amount" CHECK (amount > 0 AND position >= 0),
    CONSTRAINT "ck_settlement_deductions_label" CHECK (label <> ''),
    CONSTRAINT "fk_settlement_deductions_events_event_id" FOREIGN KEY ("event_id") REFERENCES "events" ("id") ON DELETE CASCADE);
CREATE TABLE "settlement_terms" ("event_id" TEXT NOT NULL CONSTRAINT "pk_settlement_terms" PRIMARY KEY, "artist" TEXT NOT NULL, "share_basis_points" INTEGER NOT NULL, "guarantee" INTEGER NOT NULL, "counts_booking_fees" INTEGER NOT NULL, "takes_tax_first" INTEGER NOT NULL, "takes_provider_fees_first" INTEGER NOT NULL, "version" INTEGER NOT NULL,
    CONSTRAINT "ck_settlement_terms_artist" CHECK (artist <> ''),
    CONSTRAINT "ck_settlement_terms_guarantee" CHECK (guarantee >= 0),
    CONSTRAINT "ck_settlement_terms_share" CHECK (share_basis_points >= 0 AND share_basis_points <= 10000),
    CONSTRAINT "fk_settlement_terms_events_event_id" FOREIGN KEY ("event_id") REFERENCES "events" ("id") ON DELETE CASCADE);
CREATE INDEX "ix_refunds_requested_at_id" ON "refunds" ("requested_at", "id");
CREATE INDEX "ix_orders_event_id_paid_at_id" ON "orders" ("event_id", "paid_at", "id");
CREATE INDEX "ix_orders_paid_at_id" ON "orders" ("paid_at", "id");
CREATE INDEX "ix_holds_placed_at" ON "holds" ("placed_at");
CREATE INDEX "ix_settlement_deductions_event_id" ON "settlement_deductions" ("event_id");
CREATE TABLE "decided_differences" ("id" TEXT NOT NULL CONSTRAINT "pk_decided_differences" PRIMARY KEY, "kind" TEXT NOT NULL, "about" TEXT NOT NULL, "reference" TEXT NULL, "note" TEXT NOT NULL, "decided_by" TEXT NOT NULL, "decided_at" INTEGER NOT NULL);
CREATE TABLE "disputes" ("id" TEXT NOT NULL CONSTRAINT "pk_disputes" PRIMARY KEY, "order_id" TEXT NOT NULL, "payment_id" TEXT NOT NULL, "reference" TEXT NOT NULL, "amount" INTEGER NOT NULL, "currency" TEXT NOT NULL, "reason" TEXT NOT NULL, "status" TEXT NOT NULL, "is_withdrawn" INTEGER NOT NULL, "respond_by" INTEGER NULL, "opened_at" INTEGER NOT NULL, "updated_at" INTEGER NOT NULL,
    CONSTRAINT "ck_disputes_amount" CHECK (amount >= 0),
    CONSTRAINT "ck_disputes_status" CHECK (status IN ('NeedsResponse', 'UnderReview', 'Won', 'Lost')),
    CONSTRAINT "fk_disputes_orders_order_id" FOREIGN KEY ("order_id") REFERENCES "orders" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_disputes_payments_payment_id" FOREIGN KEY ("payment_id") REFERENCES "payments" ("id") ON DELETE RESTRICT);
CREATE TABLE "webhook_events" ("id" TEXT NOT NULL CONSTRAINT "pk_webhook_events" PRIMARY KEY, "kind" TEXT NOT NULL, "object_id" TEXT NOT NULL, "body" TEXT NOT NULL, "happened_at" INTEGER NOT NULL, "received_at" INTEGER NOT NULL, "status" TEXT NOT NULL, "attempts" INTEGER NOT NULL, "next_try_at" INTEGER NOT NULL, "settled_at" INTEGER NULL, "last_error" TEXT NULL,
    CONSTRAINT "ck_webhook_events_attempts" CHECK (attempts >= 0),
    CONSTRAINT "ck_webhook_events_settled" CHECK ((status = 'Waiting') = (settled_at IS NULL)),
    CONSTRAINT "ck_webhook_events_status" CHECK (status IN ('Waiting', 'Done', 'Ignored', 'Stuck')));
CREATE TABLE "webhook_refusals" ("reason" TEXT NOT NULL CONSTRAINT "pk_webhook_refusals" PRIMARY KEY, "first_at" INTEGER NOT NULL, "last_at" INTEGER NOT NULL, "minutes" INTEGER NOT NULL,
    CONSTRAINT "ck_webhook_refusals_minutes" CHECK (minutes >= 1));
CREATE INDEX "ix_refunds_provider_reference" ON "refunds" ("provider_reference");
CREATE INDEX "ix_payments_reference" ON "payments" ("reference");
CREATE INDEX "ix_decided_differences_decided_at" ON "decided_differences" ("decided_at");
CREATE INDEX "ix_disputes_order_id" ON "disputes" ("order_id");
CREATE INDEX "ix_disputes_payment_id" ON "disputes" ("payment_id");
CREATE UNIQUE INDEX "ix_disputes_reference" ON "disputes" ("reference");
CREATE INDEX "ix_disputes_status_respond_by" ON "disputes" ("status", "respond_by");
CREATE INDEX "ix_webhook_events_received_at" ON "webhook_events" ("received_at");
CREATE INDEX "ix_webhook_events_status_next_try_at" ON "webhook_events" ("status", "next_try_at");
INSERT INTO "__EFMigrationsHistory" VALUES('20261122161305_Initial','10.0.15');
INSERT INTO "__EFMigrationsHistory" VALUES('20261122170558_DataProtectionKeys','10.0.15');
INSERT INTO "__EFMigrationsHistory" VALUES('20261122192656_AdminArea','10.0.15');
INSERT INTO "__EFMigrationsHistory" VALUES('20261122213132_DoorMailAndSettings','10.0.15');
INSERT INTO "__EFMigrationsHistory" VALUES('20261123005231_Insights','10.0.15');
INSERT INTO "__EFMigrationsHistory" VALUES('20261123061816_RealMoney','10.0.15');
INSERT INTO asp_net_roles VALUES('0199A000-0000-7000-8000-000000000001','superadmin','SUPERADMIN','0199a000-0000-7000-8000-000000000001');
INSERT INTO asp_net_roles VALUES('0199A000-0000-7000-8000-000000000002','admin','ADMIN','0199a000-0000-7000-8000-000000000002');
INSERT INTO counters VALUES('receipts',0);
INSERT INTO first_run VALUES(1,NULL);

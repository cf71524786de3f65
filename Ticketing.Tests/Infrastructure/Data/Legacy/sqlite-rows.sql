INSERT INTO asp_net_users (id, access_failed_count, concurrency_stamp, created_at, email, email_confirmed, invited_until, last_code_step, last_sign_in_at, lockout_enabled, lockout_end, name, normalized_email, normalized_user_name, password_hash, phone_number, phone_number_confirmed, security_stamp, standing, two_factor_enabled, user_name) VALUES
    ('0199B000-0000-7000-8000-000000000001', 0, 'c-Ada', 640606212000000000, 'ada@blueroom.example', 1, NULL, 0, NULL, 1, NULL, 'Ada Admin', 'ADA@BLUEROOM.EXAMPLE', 'ADA@BLUEROOM.EXAMPLE', 'AQAAAAIAAYag-not-a-real-hash', NULL, 0, 's-Ada', 'Active', 0, 'ada@blueroom.example'),
    ('0199B000-0000-7000-8000-000000000002', 0, 'c-Wim', 640606212000000000, 'wim@blueroom.example', 1, NULL, 0, NULL, 1, NULL, 'Wim Waiting', 'WIM@BLUEROOM.EXAMPLE', 'WIM@BLUEROOM.EXAMPLE', 'AQAAAAIAAYag-not-a-real-hash', NULL, 0, 's-Wim', 'Waiting', 0, 'wim@blueroom.example'),
    ('0199B000-0000-7000-8000-000000000003', 0, 'c-Ivo', 640606212000000000, 'ivo@blueroom.example', 0, 640657188000000000, 0, NULL, 1, NULL, 'Ivo Invited', 'IVO@BLUEROOM.EXAMPLE', 'IVO@BLUEROOM.EXAMPLE', NULL, NULL, 0, 's-Ivo', 'Invited', 0, 'ivo@blueroom.example'),
    ('0199B000-0000-7000-8000-000000000004', 0, 'c-Dor', 640606212000000000, 'dora@blueroom.example', 1, NULL, 0, NULL, 1, NULL, 'Dora Door', 'DORA@BLUEROOM.EXAMPLE', 'DORA@BLUEROOM.EXAMPLE', 'AQAAAAIAAYag-not-a-real-hash', NULL, 0, 's-Dor', 'Disabled', 0, 'dora@blueroom.example');
INSERT INTO asp_net_user_roles (user_id, role_id) VALUES
    ('0199B000-0000-7000-8000-000000000001', '0199A000-0000-7000-8000-000000000001'),
    ('0199B000-0000-7000-8000-000000000002', '0199A000-0000-7000-8000-000000000002'),
    ('0199B000-0000-7000-8000-000000000003', '0199A000-0000-7000-8000-000000000002'),
    ('0199B000-0000-7000-8000-000000000004', '0199A000-0000-7000-8000-000000000002');
INSERT INTO asp_net_user_claims (id, user_id, claim_type, claim_value) VALUES
    (1, '0199B000-0000-7000-8000-000000000001', 'gate', 'main');
INSERT INTO asp_net_user_tokens (user_id, login_provider, name, "value") VALUES
    ('0199B000-0000-7000-8000-000000000001', '[AspNetUserStore]', 'AuthenticatorKey', 'protected');
INSERT INTO account_links (hash, kind, user_id, expires_at) VALUES
    ('hash-of-a-link', 'Join', '0199B000-0000-7000-8000-000000000003', 640657188000000000);
INSERT INTO events (id, slug, title, kind, summary, description, location, search_text, address, time_zone, doors_at, starts_at, ends_at, status, capacity, held, sold, poster_variant, created_at, created_by, version, poster, poster_alt, removed_poster) VALUES
    ('0199B000-0000-7000-8000-000000000010', 'old-show', 'Nadia Karim Quartet', 'Jazz', 'Oud and upright bass.', 'Oud and **upright bass**.', 'The Blue Room', 'nadia karim quartet', '14 Canal Street, Leeds', 'Europe/London', NULL, 640659312000000000, NULL, 'Active', NULL, 2, 3, 1, 640607112000000000, '0199B000-0000-7000-8000-000000000001', 1, NULL, '', NULL),
    ('0199B000-0000-7000-8000-000000000011', 'cancelled-show', 'Night of the Flood', 'Jazz', 'Oud and upright bass.', 'Oud and **upright bass**.', 'The Blue Room', 'night of the flood', '14 Canal Street, Leeds', 'Europe/London', NULL, 640665360000000000, NULL, 'Cancelled', NULL, 0, 1, 1, 640607112000000000, '0199B000-0000-7000-8000-000000000001', 1, NULL, '', NULL);
INSERT INTO ticket_types (id, event_id, category, note, price, capacity, held, sold, sales_start_at, sales_end_at, min_per_order, max_per_order, position, is_withdrawn, version) VALUES
    ('0199B000-0000-7000-8000-000000000020', '0199B000-0000-7000-8000-000000000010', 'Standing', '', 1400, 100, 2, 3, NULL, NULL, 1, 10, 0, 0, 1),
    ('0199B000-0000-7000-8000-000000000021', '0199B000-0000-7000-8000-000000000010', 'Seated', '', 2400, 100, 0, 0, NULL, NULL, 1, 10, 1, 0, 1),
    ('0199B000-0000-7000-8000-000000000022', '0199B000-0000-7000-8000-000000000011', 'Standing', '', 1000, 100, 0, 1, NULL, NULL, 1, 10, 0, 0, 1);
INSERT INTO former_slugs (slug, event_id) VALUES
    ('older-show', '0199B000-0000-7000-8000-000000000010');
INSERT INTO ticket_keys (number, event_id, public_key, protected_private_key, created_at) VALUES
    (1, '0199B000-0000-7000-8000-000000000011', x'01', x'02', 640607112000000000);
INSERT INTO posters (name, size, bytes, uploaded_at) VALUES
    ('poster-1', 'Card', x'ffd8ff', 640607112000000000);
INSERT INTO settlement_terms (event_id, artist, share_basis_points, guarantee, counts_booking_fees, takes_tax_first, takes_provider_fees_first, version) VALUES
    ('0199B000-0000-7000-8000-000000000010', 'Nadia Karim', 7000, 50000, 0, 1, 0, 1);
INSERT INTO settlement_deductions (id, event_id, label, amount, position, version) VALUES
    ('0199B000-0000-7000-8000-000000000028', '0199B000-0000-7000-8000-000000000010', 'Hotel', 12000, 0, 1);
INSERT INTO holds (id, code, event_id, browser_key, slot, placed_at, expires_at, status, ended_at) VALUES
    ('0199B000-0000-7000-8000-000000000031', 'hold-code-1', '0199B000-0000-7000-8000-000000000010', 'browser-1', 1, 640609704000000000, 640635630000000000, 'Sold', 640609704600000000);
INSERT INTO hold_lines (hold_id, ticket_type_id, category, face_value, quantity, position) VALUES
    ('0199B000-0000-7000-8000-000000000031', '0199B000-0000-7000-8000-000000000020', 'Standing', 1400, 2, 0);
INSERT INTO orders (id, booking_fee, buyer_email, buyer_email_key, buyer_name, buyer_phone, channel, created_at, currency, event_id, face_value, hold_id, paid_at, paid_with, payment_reference, receipt_number, reference, resends, sale_key, seller_address, seller_name, seller_tax_number, status, tax, tax_rate_percent, total) VALUES
    ('0199B000-0000-7000-8000-000000000041', 200, 'grace@example.com', 'grace@example.com', 'Grace Hopper', '', 'Online', 640609704600000000, 'GBP', '0199B000-0000-7000-8000-000000000010', 2800, '0199B000-0000-7000-8000-000000000031', 640609704600000000, NULL, 'pi_1', 1, 'BR-OLD1', 0, NULL, '14 Canal Street, Leeds', 'The Blue Room', '', 'Paid', 0, '0', 3000);
INSERT INTO order_lines (order_id, ticket_type_id, category, quantity, unit_face_value, unit_booking_fee, position) VALUES
    ('0199B000-0000-7000-8000-000000000041', '0199B000-0000-7000-8000-000000000020', 'Standing', 2, 1400, 100, 0);
INSERT INTO order_name_words (order_id, word) VALUES
    ('0199B000-0000-7000-8000-000000000041', 'grace'),
    ('0199B000-0000-7000-8000-000000000041', 'hopper');
INSERT INTO tickets (id, order_id, event_id, ticket_type_id, category, number, attendee, status, issue, issued_at, checked_in_at, admission_id, suspended_at) VALUES
    ('0199B000-0000-7000-8000-000000000064', '0199B000-0000-7000-8000-000000000041', '0199B000-0000-7000-8000-000000000010', '0199B000-0000-7000-8000-000000000020', 'Standing', 1, 'Grace Hopper', 'Valid', 1, 640609704600000000, NULL, NULL, NULL),
    ('0199B000-0000-7000-8000-000000000065', '0199B000-0000-7000-8000-000000000041', '0199B000-0000-7000-8000-000000000010', '0199B000-0000-7000-8000-000000000020', 'Standing', 2, 'Grace Hopper', 'Valid', 1, 640609704600000000, NULL, NULL, NULL);
INSERT INTO notifications (id, kind, dedupe_key, channel, recipient, order_id, status, attempts, created_at, due_at, lease_until, lease_owner, subject, content, message_id, server_response, last_error, sent_at, recipient_key, requeued_at) VALUES
    ('0199B000-0000-7000-8000-0000000000A1', 'order-confirmation', 'order-confirmation:1', 'email', 'grace@example.com', '0199B000-0000-7000-8000-000000000041', 'Sent', 1, 640609704600000000, 640609704600000000, NULL, NULL, 'Your tickets', NULL, '<1@blueroom.example>', '250 ok', NULL, 640609704600000000, 'grace@example.com', NULL);
INSERT INTO payments (id, amount, attempt, buyer_email, created_at, currency, deadline, idempotency_key, next_check_at, order_id, page_url, provider, refunded, return_code, return_url, session_expires_at, session_id, settled_at, status, title, fee, processing_since, reference) VALUES
    ('0199B000-0000-7000-8000-000000000051', 3000, 1, 'x@example.com', 640609704600000000, 'GBP', 640609740000000000, 'pay-1', 640609704600000000, '0199B000-0000-7000-8000-000000000041', 'https://pay.example/1', 'Stripe', 500, 'return-1', 'https://tickets.example/return/1', 640609740000000000, 'cs_1', 640609704600000000, 'Paid', 'Tickets', 75, NULL, 'pi_1');
INSERT INTO refunds (id, order_id, payment_id, cause, amount, currency, reason, status, idempotency_key, attempts, next_try_at, provider_reference, last_error, requested_by, requested_at, settled_at) VALUES
    ('0199B000-0000-7000-8000-000000000081', '0199B000-0000-7000-8000-000000000041', '0199B000-0000-7000-8000-000000000051', 'Staff', 500, 'GBP', 'Made at the provider', 'Succeeded', 'seen:re_1:0', 1, 640622664600000000, 're_1', NULL, 'Stripe', 640622664600000000, 640622664600000000);
INSERT INTO holds (id, code, event_id, browser_key, slot, placed_at, expires_at, status, ended_at) VALUES
    ('0199B000-0000-7000-8000-000000000032', 'hold-code-2', '0199B000-0000-7000-8000-000000000010', 'browser-2', 1, 640609704000000000, 640635630000000000, 'Sold', 640609705200000000);
INSERT INTO hold_lines (hold_id, ticket_type_id, category, face_value, quantity, position) VALUES
    ('0199B000-0000-7000-8000-000000000032', '0199B000-0000-7000-8000-000000000021', 'Seated', 2400, 1, 0);
INSERT INTO orders (id, booking_fee, buyer_email, buyer_email_key, buyer_name, buyer_phone, channel, created_at, currency, event_id, face_value, hold_id, paid_at, paid_with, payment_reference, receipt_number, reference, resends, sale_key, seller_address, seller_name, seller_tax_number, status, tax, tax_rate_percent, total) VALUES
    ('0199B000-0000-7000-8000-000000000042', 100, 'alan@example.com', 'alan@example.com', 'Alan Turing', '', 'Online', 640609705200000000, 'GBP', '0199B000-0000-7000-8000-000000000010', 2400, '0199B000-0000-7000-8000-000000000032', 640609705200000000, NULL, 'pi_2', 2, 'BR-OLD2', 0, NULL, '14 Canal Street, Leeds', 'The Blue Room', '', 'Refunded', 0, '0', 2500);
INSERT INTO order_lines (order_id, ticket_type_id, category, quantity, unit_face_value, unit_booking_fee, position) VALUES
    ('0199B000-0000-7000-8000-000000000042', '0199B000-0000-7000-8000-000000000021', 'Seated', 1, 2400, 100, 0);
INSERT INTO order_name_words (order_id, word) VALUES
    ('0199B000-0000-7000-8000-000000000042', 'alan'),
    ('0199B000-0000-7000-8000-000000000042', 'turing');
INSERT INTO tickets (id, order_id, event_id, ticket_type_id, category, number, attendee, status, issue, issued_at, checked_in_at, admission_id, suspended_at) VALUES
    ('0199B000-0000-7000-8000-000000000068', '0199B000-0000-7000-8000-000000000042', '0199B000-0000-7000-8000-000000000010', '0199B000-0000-7000-8000-000000000021', 'Seated', 1, 'Alan Turing', 'Void', 1, 640609705200000000, NULL, NULL, NULL);
INSERT INTO notifications (id, kind, dedupe_key, channel, recipient, order_id, status, attempts, created_at, due_at, lease_until, lease_owner, subject, content, message_id, server_response, last_error, sent_at, recipient_key, requeued_at) VALUES
    ('0199B000-0000-7000-8000-0000000000A2', 'order-confirmation', 'order-confirmation:2', 'email', 'alan@example.com', '0199B000-0000-7000-8000-000000000042', 'Sent', 1, 640609705200000000, 640609705200000000, NULL, NULL, 'Your tickets', NULL, '<2@blueroom.example>', '250 ok', NULL, 640609705200000000, 'alan@example.com', NULL);
INSERT INTO payments (id, amount, attempt, buyer_email, created_at, currency, deadline, idempotency_key, next_check_at, order_id, page_url, provider, refunded, return_code, return_url, session_expires_at, session_id, settled_at, status, title, fee, processing_since, reference) VALUES
    ('0199B000-0000-7000-8000-000000000052', 2500, 1, 'x@example.com', 640609705200000000, 'GBP', 640609740000000000, 'pay-2', 640609705200000000, '0199B000-0000-7000-8000-000000000042', 'https://pay.example/2', 'Stripe', 2500, 'return-2', 'https://tickets.example/return/2', 640609740000000000, 'cs_2', 640609705200000000, 'Paid', 'Tickets', 75, NULL, 'pi_2');
INSERT INTO refunds (id, order_id, payment_id, cause, amount, currency, reason, status, idempotency_key, attempts, next_try_at, provider_reference, last_error, requested_by, requested_at, settled_at) VALUES
    ('0199B000-0000-7000-8000-000000000082', '0199B000-0000-7000-8000-000000000042', '0199B000-0000-7000-8000-000000000052', 'Staff', 2500, 'GBP', 'Ill', 'Succeeded', 'refund:2:0', 1, 640622665200000000, 're_2', NULL, 'Ada Admin', 640622665200000000, 640622665200000000);
INSERT INTO refund_lines (ticket_id, refund_id, number, category, face_value, booking_fee) VALUES
    ('0199B000-0000-7000-8000-000000000068', '0199B000-0000-7000-8000-000000000082', 1, 'Seated', 2400, 100);
INSERT INTO holds (id, code, event_id, browser_key, slot, placed_at, expires_at, status, ended_at) VALUES
    ('0199B000-0000-7000-8000-000000000033', 'hold-code-3', '0199B000-0000-7000-8000-000000000010', 'browser-3', 1, 640609704000000000, 640635630000000000, 'Sold', 640609705800000000);
INSERT INTO hold_lines (hold_id, ticket_type_id, category, face_value, quantity, position) VALUES
    ('0199B000-0000-7000-8000-000000000033', '0199B000-0000-7000-8000-000000000020', 'Standing', 1400, 1, 0);
INSERT INTO orders (id, booking_fee, buyer_email, buyer_email_key, buyer_name, buyer_phone, channel, created_at, currency, event_id, face_value, hold_id, paid_at, paid_with, payment_reference, receipt_number, reference, resends, sale_key, seller_address, seller_name, seller_tax_number, status, tax, tax_rate_percent, total) VALUES
    ('0199B000-0000-7000-8000-000000000043', 0, 'mary@example.com', 'mary@example.com', 'Mary Shelley', '', 'BoxOffice', 640609705800000000, 'GBP', '0199B000-0000-7000-8000-000000000010', 1400, '0199B000-0000-7000-8000-000000000033', 640609705800000000, 'Cash', NULL, 3, 'BR-OLD3', 0, 'sale-3', '14 Canal Street, Leeds', 'The Blue Room', '', 'Paid', 0, '0', 1400);
INSERT INTO order_lines (order_id, ticket_type_id, category, quantity, unit_face_value, unit_booking_fee, position) VALUES
    ('0199B000-0000-7000-8000-000000000043', '0199B000-0000-7000-8000-000000000020', 'Standing', 1, 1400, 0, 0);
INSERT INTO order_name_words (order_id, word) VALUES
    ('0199B000-0000-7000-8000-000000000043', 'mary'),
    ('0199B000-0000-7000-8000-000000000043', 'shelley');
INSERT INTO tickets (id, order_id, event_id, ticket_type_id, category, number, attendee, status, issue, issued_at, checked_in_at, admission_id, suspended_at) VALUES
    ('0199B000-0000-7000-8000-00000000006C', '0199B000-0000-7000-8000-000000000043', '0199B000-0000-7000-8000-000000000010', '0199B000-0000-7000-8000-000000000020', 'Standing', 1, 'Mary Shelley', 'Valid', 1, 640609705800000000, 640634220000000000, '0199B000-0000-7000-8000-000000000090', NULL);
INSERT INTO notifications (id, kind, dedupe_key, channel, recipient, order_id, status, attempts, created_at, due_at, lease_until, lease_owner, subject, content, message_id, server_response, last_error, sent_at, recipient_key, requeued_at) VALUES
    ('0199B000-0000-7000-8000-0000000000A3', 'order-confirmation', 'order-confirmation:3', 'email', 'mary@example.com', '0199B000-0000-7000-8000-000000000043', 'Sent', 1, 640609705800000000, 640609705800000000, NULL, NULL, 'Your tickets', NULL, '<3@blueroom.example>', '250 ok', NULL, 640609705800000000, 'mary@example.com', NULL);
INSERT INTO holds (id, code, event_id, browser_key, slot, placed_at, expires_at, status, ended_at) VALUES
    ('0199B000-0000-7000-8000-000000000034', 'hold-code-4', '0199B000-0000-7000-8000-000000000011', 'browser-4', 1, 640609704000000000, 640635630000000000, 'Sold', 640609706400000000);
INSERT INTO hold_lines (hold_id, ticket_type_id, category, face_value, quantity, position) VALUES
    ('0199B000-0000-7000-8000-000000000034', '0199B000-0000-7000-8000-000000000022', 'Standing', 1000, 1, 0);
INSERT INTO orders (id, booking_fee, buyer_email, buyer_email_key, buyer_name, buyer_phone, channel, created_at, currency, event_id, face_value, hold_id, paid_at, paid_with, payment_reference, receipt_number, reference, resends, sale_key, seller_address, seller_name, seller_tax_number, status, tax, tax_rate_percent, total) VALUES
    ('0199B000-0000-7000-8000-000000000044', 100, 'edsger@example.com', 'edsger@example.com', 'Edsger Dijkstra', '', 'Online', 640609706400000000, 'GBP', '0199B000-0000-7000-8000-000000000011', 1000, '0199B000-0000-7000-8000-000000000034', 640609706400000000, NULL, 'pi_4', 4, 'BR-OLD4', 0, NULL, '14 Canal Street, Leeds', 'The Blue Room', '', 'Paid', 0, '0', 1100);
INSERT INTO order_lines (order_id, ticket_type_id, category, quantity, unit_face_value, unit_booking_fee, position) VALUES
    ('0199B000-0000-7000-8000-000000000044', '0199B000-0000-7000-8000-000000000022', 'Standing', 1, 1000, 100, 0);
INSERT INTO order_name_words (order_id, word) VALUES
    ('0199B000-0000-7000-8000-000000000044', 'edsger'),
    ('0199B000-0000-7000-8000-000000000044', 'dijkstra');
INSERT INTO tickets (id, order_id, event_id, ticket_type_id, category, number, attendee, status, issue, issued_at, checked_in_at, admission_id, suspended_at) VALUES
    ('0199B000-0000-7000-8000-000000000070', '0199B000-0000-7000-8000-000000000044', '0199B000-0000-7000-8000-000000000011', '0199B000-0000-7000-8000-000000000022', 'Standing', 1, 'Edsger Dijkstra', 'Void', 1, 640609706400000000, NULL, NULL, NULL);
INSERT INTO notifications (id, kind, dedupe_key, channel, recipient, order_id, status, attempts, created_at, due_at, lease_until, lease_owner, subject, content, message_id, server_response, last_error, sent_at, recipient_key, requeued_at) VALUES
    ('0199B000-0000-7000-8000-0000000000A4', 'order-confirmation', 'order-confirmation:4', 'email', 'edsger@example.com', '0199B000-0000-7000-8000-000000000044', 'Sent', 1, 640609706400000000, 640609706400000000, NULL, NULL, 'Your tickets', NULL, '<4@blueroom.example>', '250 ok', NULL, 640609706400000000, 'edsger@example.com', NULL);
INSERT INTO payments (id, amount, attempt, buyer_email, created_at, currency, deadline, idempotency_key, next_check_at, order_id, page_url, provider, refunded, return_code, return_url, session_expires_at, session_id, settled_at, status, title, fee, processing_since, reference) VALUES
    ('0199B000-0000-7000-8000-000000000054', 1100, 1, 'x@example.com', 640609706400000000, 'GBP', 640609740000000000, 'pay-4', 640609706400000000, '0199B000-0000-7000-8000-000000000044', 'https://pay.example/4', 'Stripe', 1100, 'return-4', 'https://tickets.example/return/4', 640609740000000000, 'cs_4', 640609706400000000, 'Paid', 'Tickets', 75, NULL, 'pi_4');
INSERT INTO refunds (id, order_id, payment_id, cause, amount, currency, reason, status, idempotency_key, attempts, next_try_at, provider_reference, last_error, requested_by, requested_at, settled_at) VALUES
    ('0199B000-0000-7000-8000-000000000083', '0199B000-0000-7000-8000-000000000044', '0199B000-0000-7000-8000-000000000054', 'EventCancelled', 1100, 'GBP', 'Flooded', 'Pending', 'refund:4:0', 1, 640622665800000000, NULL, NULL, 'Ada Admin', 640622665800000000, NULL);
INSERT INTO refund_lines (ticket_id, refund_id, number, category, face_value, booking_fee) VALUES
    ('0199B000-0000-7000-8000-000000000070', '0199B000-0000-7000-8000-000000000083', 1, 'Standing', 1000, 100);
INSERT INTO holds (id, code, event_id, browser_key, slot, placed_at, expires_at, status, ended_at) VALUES
    ('0199B000-0000-7000-8000-000000000035', 'hold-code-5', '0199B000-0000-7000-8000-000000000011', 'browser-5', 1, 640609704000000000, 640635630000000000, 'Sold', 640609707000000000);
INSERT INTO hold_lines (hold_id, ticket_type_id, category, face_value, quantity, position) VALUES
    ('0199B000-0000-7000-8000-000000000035', '0199B000-0000-7000-8000-000000000022', 'Standing', 1000, 1, 0);
INSERT INTO orders (id, booking_fee, buyer_email, buyer_email_key, buyer_name, buyer_phone, channel, created_at, currency, event_id, face_value, hold_id, paid_at, paid_with, payment_reference, receipt_number, reference, resends, sale_key, seller_address, seller_name, seller_tax_number, status, tax, tax_rate_percent, total) VALUES
    ('0199B000-0000-7000-8000-000000000045', 100, 'barbara@example.com', 'barbara@example.com', 'Barbara Liskov', '', 'Online', 640609707000000000, 'GBP', '0199B000-0000-7000-8000-000000000011', 1000, '0199B000-0000-7000-8000-000000000035', 640609707000000000, NULL, 'pi_5', 5, 'BR-OLD5', 0, NULL, '14 Canal Street, Leeds', 'The Blue Room', '', 'Paid', 0, '0', 1100);
INSERT INTO order_lines (order_id, ticket_type_id, category, quantity, unit_face_value, unit_booking_fee, position) VALUES
    ('0199B000-0000-7000-8000-000000000045', '0199B000-0000-7000-8000-000000000022', 'Standing', 1, 1000, 100, 0);
INSERT INTO order_name_words (order_id, word) VALUES
    ('0199B000-0000-7000-8000-000000000045', 'barbara'),
    ('0199B000-0000-7000-8000-000000000045', 'liskov');
INSERT INTO tickets (id, order_id, event_id, ticket_type_id, category, number, attendee, status, issue, issued_at, checked_in_at, admission_id, suspended_at) VALUES
    ('0199B000-0000-7000-8000-000000000074', '0199B000-0000-7000-8000-000000000045', '0199B000-0000-7000-8000-000000000011', '0199B000-0000-7000-8000-000000000022', 'Standing', 1, 'Barbara Liskov', 'Valid', 1, 640609707000000000, NULL, NULL, NULL);
INSERT INTO notifications (id, kind, dedupe_key, channel, recipient, order_id, status, attempts, created_at, due_at, lease_until, lease_owner, subject, content, message_id, server_response, last_error, sent_at, recipient_key, requeued_at) VALUES
    ('0199B000-0000-7000-8000-0000000000A5', 'order-confirmation', 'order-confirmation:5', 'email', 'barbara@example.com', '0199B000-0000-7000-8000-000000000045', 'Sent', 1, 640609707000000000, 640609707000000000, NULL, NULL, 'Your tickets', NULL, '<5@blueroom.example>', '250 ok', NULL, 640609707000000000, 'barbara@example.com', NULL);
INSERT INTO payments (id, amount, attempt, buyer_email, created_at, currency, deadline, idempotency_key, next_check_at, order_id, page_url, provider, refunded, return_code, return_url, session_expires_at, session_id, settled_at, status, title, fee, processing_since, reference) VALUES
    ('0199B000-0000-7000-8000-000000000055', 1100, 1, 'x@example.com', 640609707000000000, 'GBP', 640609740000000000, 'pay-5', 640609707000000000, '0199B000-0000-7000-8000-000000000045', 'https://pay.example/5', 'Stripe', 0, 'return-5', 'https://tickets.example/return/5', 640609740000000000, 'cs_5', 640609707000000000, 'Paid', 'Tickets', 75, NULL, 'pi_5');
INSERT INTO holds (id, code, event_id, browser_key, slot, placed_at, expires_at, status, ended_at) VALUES
    ('0199B000-0000-7000-8000-000000000036', 'hold-code-6', '0199B000-0000-7000-8000-000000000010', 'browser-6', 1, 640609704000000000, 640635630000000000, 'Live', NULL);
INSERT INTO hold_lines (hold_id, ticket_type_id, category, face_value, quantity, position) VALUES
    ('0199B000-0000-7000-8000-000000000036', '0199B000-0000-7000-8000-000000000020', 'Standing', 1400, 2, 0);
INSERT INTO access_tokens (hash, order_id, created_at) VALUES
    ('hash-of-a-token', '0199B000-0000-7000-8000-000000000041', 640609704600000000);
INSERT INTO cancellation_runs (id, event_id, message, requested_by, started_at, finished_at) VALUES
    ('0199B000-0000-7000-8000-000000000038', '0199B000-0000-7000-8000-000000000011', 'The cellar is flooded.', 'Ada Admin', 640622628000000000, NULL);
INSERT INTO cancellation_entries (run_id, order_id, status, attempts, due_at, refund_id, error) VALUES
    ('0199B000-0000-7000-8000-000000000038', '0199B000-0000-7000-8000-000000000044', 'Told', 0, 640622628000000000, '0199B000-0000-7000-8000-000000000083', NULL),
    ('0199B000-0000-7000-8000-000000000038', '0199B000-0000-7000-8000-000000000045', 'Pending', 0, 640622628000000000, NULL, NULL);
INSERT INTO disputes (id, order_id, payment_id, reference, amount, currency, reason, status, is_withdrawn, respond_by, opened_at, updated_at) VALUES
    ('0199B000-0000-7000-8000-000000000039', '0199B000-0000-7000-8000-000000000041', '0199B000-0000-7000-8000-000000000051', 'dp_1', 3000, 'GBP', 'fraudulent', 'Won', 0, NULL, 640614024000000000, 640615752000000000);
INSERT INTO decided_differences (id, kind, about, reference, note, decided_by, decided_at) VALUES
    ('OtherAmount:pi_9', 'OtherAmount', 'pi_9', 'BR-OLD1', 'Asked the bank.', 'Ada Admin', 640623528000000000),
    ('UnknownHere:pi_8', 'UnknownHere', 'pi_8', NULL, 'Asked the bank.', 'Ada Admin', 640623528000000000),
    ('PaidHereNotThere:0199b000-0000-7000-8000-000000000055', 'PaidHereNotThere', '0199b000-0000-7000-8000-000000000055', 'BR-OLD5', 'Asked the bank.', 'Ada Admin', 640623528000000000);
INSERT INTO audit_entries (id, at, actor_id, actor_name, address, action, subject_id, subject_name, "before", "after") VALUES
    ('0199B000-0000-7000-8000-0000000000C1', 640623528600000000, '0199B000-0000-7000-8000-000000000001', 'Ada Admin', '192.0.2.1', 'difference.decided', '0199b000-0000-7000-8000-000000000041', 'BR-OLD1', '', '{"difference":"OtherAmount","about":"pi_9","amount":"£30.00","note":"Asked the bank."}'),
    ('0199B000-0000-7000-8000-0000000000C2', 640623529200000000, '0199B000-0000-7000-8000-000000000001', 'Ada Admin', '192.0.2.1', 'order.refunded', '0199b000-0000-7000-8000-000000000041', 'BR-OLD1', '', '{"amount":"£5.00","reason":"Made at the provider"}'),
    ('0199B000-0000-7000-8000-0000000000C3', 640623529800000000, '0199B000-0000-7000-8000-000000000001', 'Ada Admin', '192.0.2.1', 'event.cancelled', '0199b000-0000-7000-8000-000000000011', 'Night of the Flood', '{"status":"Active"}', '{"status":"Cancelled"}');
INSERT INTO notifications (id, kind, dedupe_key, channel, recipient, order_id, status, attempts, created_at, due_at, lease_until, lease_owner, subject, content, message_id, server_response, last_error, sent_at, recipient_key, requeued_at) VALUES
    ('0199B000-0000-7000-8000-0000000000AF', 'staff-join', 'staff-join:1', 'email', 'ivo@blueroom.example', NULL, 'Pending', 0, 640623528000000000, 640623528000000000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'ivo@blueroom.example', NULL);
INSERT INTO scans (id, "key", event_id, ticket_id, result, at, by_id, by_name, gate, is_by_hand) VALUES
    ('0199B000-0000-7000-8000-000000000090', 'scan-0', '0199B000-0000-7000-8000-000000000010', '0199B000-0000-7000-8000-00000000006C', 'Admitted', 640634220000000000, '0199B000-0000-7000-8000-000000000001', 'Ada Admin', 'Main', 0),
    ('0199B000-0000-7000-8000-000000000091', 'scan-1', '0199B000-0000-7000-8000-000000000010', '0199B000-0000-7000-8000-00000000006C', 'AlreadyIn', 640634220600000000, '0199B000-0000-7000-8000-000000000001', 'Ada Admin', 'Main', 0),
    ('0199B000-0000-7000-8000-000000000092', 'scan-2', '0199B000-0000-7000-8000-000000000010', NULL, 'Forged', 640634221200000000, '0199B000-0000-7000-8000-000000000001', 'Ada Admin', 'Main', 0);
INSERT INTO saved_settings ("key", "value") VALUES
    ('Site:VenueName', 'The Old Blue Room');
INSERT INTO saved_settings_version (id, version) VALUES
    (1, 2);
INSERT INTO sandbox_sessions (id, amount, currency, expires_at, idempotency_key, order_reference, refunded, refunds_to_refuse, return_path, status, title) VALUES
    ('sandbox-1', 1000, 'GBP', 640609740000000000, 'sandbox-pay-1', 'BR-OLD0', 400, 0, '/return/0', 'Paid', 'Tickets');
INSERT INTO sandbox_refunds (id, idempotency_key, session_id, amount, refusal, at) VALUES
    ('0199B000-0000-7000-8000-0000000000D0', 'sandbox-refund-1', 'sandbox-1', 400, NULL, 640610604000000000);
INSERT INTO webhook_events (id, kind, object_id, body, happened_at, received_at, status, attempts, next_try_at, settled_at, last_error) VALUES
    ('evt_1', 'charge.refunded', 'ch_1', '{}', 640622664000000000, 640622664010000000, 'Done', 1, 640622664010000000, 640622664020000000, NULL);
INSERT INTO webhook_refusals (reason, first_at, last_at, minutes) VALUES
    ('BadSignature', 640622664000000000, 640622667000000000, 2);
UPDATE counters SET value = 5;

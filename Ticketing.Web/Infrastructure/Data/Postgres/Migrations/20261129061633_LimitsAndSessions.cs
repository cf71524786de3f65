using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ticketing.Infrastructure.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class LimitsAndSessions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_notifications_status_due_at",
                table: "notifications");

            migrationBuilder.AddColumn<int>(
                name: "access_version",
                table: "orders",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "confirmation_requests",
                table: "orders",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "email_opened_at",
                table: "orders",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "priority",
                table: "notifications",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<string>(
                name: "address_key",
                table: "holds",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "confirm_free_by_email",
                table: "events",
                type: "boolean",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "max_free_tickets_per_person",
                table: "events",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "client_budgets",
                columns: table => new
                {
                    key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    event_id = table.Column<Guid>(type: "uuid", nullable: false),
                    used = table.Column<int>(type: "integer", nullable: false),
                    paid = table.Column<int>(type: "integer", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_client_budgets", x => x.key);
                    table.CheckConstraint("ck_client_budgets_counts", "used >= 0 AND paid >= 0");
                    table.ForeignKey(
                        name: "fk_client_budgets_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "free_ticket_claims",
                columns: table => new
                {
                    key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    event_id = table.Column<Guid>(type: "uuid", nullable: false),
                    tickets = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_free_ticket_claims", x => x.key);
                    table.CheckConstraint("ck_free_ticket_claims_tickets", "tickets >= 0");
                    table.ForeignKey(
                        name: "fk_free_ticket_claims_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "hash_secrets",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    protected_value = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_hash_secrets", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "mail_limit_entries",
                columns: table => new
                {
                    recipient_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    notification_id = table.Column<Guid>(type: "uuid", nullable: false),
                    send_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mail_limit_entries", x => new { x.recipient_hash, x.number });
                    table.CheckConstraint("ck_mail_limit_entries_number", "number > 0");
                });

            migrationBuilder.CreateTable(
                name: "order_email_changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    old_email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    can_undo = table.Column<bool>(type: "boolean", nullable: false),
                    undo_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    undone_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_email_changes", x => x.id);
                    table.ForeignKey(
                        name: "fk_order_email_changes_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "order_email_codes",
                columns: table => new
                {
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_email_codes", x => x.order_id);
                    table.ForeignKey(
                        name: "fk_order_email_codes_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "proven_addresses",
                columns: table => new
                {
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    proven_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_proven_addresses", x => x.hash);
                });

            migrationBuilder.CreateTable(
                name: "sign_in_attempts",
                columns: table => new
                {
                    key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    failures = table.Column<int>(type: "integer", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sign_in_attempts", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "staff_devices",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    first_seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_devices", x => x.id);
                    table.ForeignKey(
                        name: "fk_staff_devices_asp_net_users_user_id",
                        column: x => x.user_id,
                        principalTable: "asp_net_users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "staff_sessions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    security_stamp = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    device = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    address = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    factor_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    kept_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_sessions", x => x.id);
                    table.ForeignKey(
                        name: "fk_staff_sessions_asp_net_users_user_id",
                        column: x => x.user_id,
                        principalTable: "asp_net_users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "used_challenges",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_used_challenges", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "used_passkey_challenges",
                columns: table => new
                {
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_used_passkey_challenges", x => x.hash);
                });

            migrationBuilder.CreateIndex(
                name: "ix_notifications_kept_bodies",
                table: "notifications",
                column: "sent_at",
                filter: "content IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_notifications_status_priority_due_at",
                table: "notifications",
                columns: new[] { "status", "priority", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_client_budgets_event_id",
                table: "client_budgets",
                column: "event_id");

            migrationBuilder.CreateIndex(
                name: "ix_client_budgets_used_at",
                table: "client_budgets",
                column: "used_at");

            migrationBuilder.CreateIndex(
                name: "ix_free_ticket_claims_event_id",
                table: "free_ticket_claims",
                column: "event_id");

            migrationBuilder.CreateIndex(
                name: "ix_mail_limit_entries_notification_id",
                table: "mail_limit_entries",
                column: "notification_id");

            migrationBuilder.CreateIndex(
                name: "ix_mail_limit_entries_send_at",
                table: "mail_limit_entries",
                column: "send_at");

            migrationBuilder.CreateIndex(
                name: "ix_order_email_changes_order_id",
                table: "order_email_changes",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_order_email_changes_undo_hash",
                table: "order_email_changes",
                column: "undo_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sign_in_attempts_started_at",
                table: "sign_in_attempts",
                column: "started_at");

            migrationBuilder.CreateIndex(
                name: "ix_staff_devices_last_seen_at",
                table: "staff_devices",
                column: "last_seen_at");

            migrationBuilder.CreateIndex(
                name: "ix_staff_devices_user_id",
                table: "staff_devices",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_staff_sessions_last_seen_at",
                table: "staff_sessions",
                column: "last_seen_at");

            migrationBuilder.CreateIndex(
                name: "ix_staff_sessions_user_id",
                table: "staff_sessions",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_used_challenges_expires_at",
                table: "used_challenges",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_used_passkey_challenges_used_at",
                table: "used_passkey_challenges",
                column: "used_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "client_budgets");

            migrationBuilder.DropTable(
                name: "free_ticket_claims");

            migrationBuilder.DropTable(
                name: "hash_secrets");

            migrationBuilder.DropTable(
                name: "mail_limit_entries");

            migrationBuilder.DropTable(
                name: "order_email_changes");

            migrationBuilder.DropTable(
                name: "order_email_codes");

            migrationBuilder.DropTable(
                name: "proven_addresses");

            migrationBuilder.DropTable(
                name: "sign_in_attempts");

            migrationBuilder.DropTable(
                name: "staff_devices");

            migrationBuilder.DropTable(
                name: "staff_sessions");

            migrationBuilder.DropTable(
                name: "used_challenges");

            migrationBuilder.DropTable(
                name: "used_passkey_challenges");

            migrationBuilder.DropIndex(
                name: "ix_notifications_kept_bodies",
                table: "notifications");

            migrationBuilder.DropIndex(
                name: "ix_notifications_status_priority_due_at",
                table: "notifications");

            migrationBuilder.DropColumn(
                name: "access_version",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "confirmation_requests",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "email_opened_at",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "priority",
                table: "notifications");

            migrationBuilder.DropColumn(
                name: "address_key",
                table: "holds");

            migrationBuilder.DropColumn(
                name: "confirm_free_by_email",
                table: "events");

            migrationBuilder.DropColumn(
                name: "max_free_tickets_per_person",
                table: "events");

            migrationBuilder.CreateIndex(
                name: "ix_notifications_status_due_at",
                table: "notifications",
                columns: new[] { "status", "due_at" });
        }
    }
}

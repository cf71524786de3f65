using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ticketing.Infrastructure.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class DoorMailAndSettings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_audit_entries_actor_id_at",
                table: "audit_entries");

            migrationBuilder.DropIndex(
                name: "ix_audit_entries_at",
                table: "audit_entries");

            migrationBuilder.AddColumn<Guid>(
                name: "admission_id",
                table: "tickets",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "recipient_key",
                table: "notifications",
                type: "character varying(254)",
                maxLength: 254,
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.Sql("UPDATE notifications SET recipient_key = lower(recipient)");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "requeued_at",
                table: "notifications",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "saved_settings",
                columns: table => new
                {
                    key = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    value = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saved_settings", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "saved_settings_version",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saved_settings_version", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "scans",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    event_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ticket_id = table.Column<Guid>(type: "uuid", nullable: true),
                    result = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    gate = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    is_by_hand = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_scans", x => x.id);
                    table.CheckConstraint("ck_scans_result", "result IN ('Admitted', 'AlreadyIn', 'WrongEvent', 'Void', 'Replaced', 'Cancelled', 'Expired', 'Forged', 'Unknown', 'Undone')");
                    table.ForeignKey(
                        name: "fk_scans_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_scans_tickets_ticket_id",
                        column: x => x.ticket_id,
                        principalTable: "tickets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_tickets_event_id_checked_in_at",
                table: "tickets",
                columns: new[] { "event_id", "checked_in_at" },
                filter: "checked_in_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_orders_paid_at",
                table: "orders",
                column: "paid_at");

            migrationBuilder.CreateIndex(
                name: "ix_notifications_created_at_id",
                table: "notifications",
                columns: new[] { "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_notifications_recipient_key",
                table: "notifications",
                column: "recipient_key");

            migrationBuilder.CreateIndex(
                name: "ix_notifications_sent_at",
                table: "notifications",
                column: "sent_at");

            migrationBuilder.CreateIndex(
                name: "ix_notifications_status_created_at_id",
                table: "notifications",
                columns: new[] { "status", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_action_at_id",
                table: "audit_entries",
                columns: new[] { "action", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_actor_id_at_id",
                table: "audit_entries",
                columns: new[] { "actor_id", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_at_id",
                table: "audit_entries",
                columns: new[] { "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_scans_event_id_at",
                table: "scans",
                columns: new[] { "event_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_scans_key_ticket_id_event_id",
                table: "scans",
                columns: new[] { "key", "ticket_id", "event_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_scans_ticket_id_at",
                table: "scans",
                columns: new[] { "ticket_id", "at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "saved_settings");

            migrationBuilder.DropTable(
                name: "saved_settings_version");

            migrationBuilder.DropTable(
                name: "scans");

            migrationBuilder.DropIndex(
                name: "ix_tickets_event_id_checked_in_at",
                table: "tickets");

            migrationBuilder.DropIndex(
                name: "ix_orders_paid_at",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "ix_notifications_created_at_id",
                table: "notifications");

            migrationBuilder.DropIndex(
                name: "ix_notifications_recipient_key",
                table: "notifications");

            migrationBuilder.DropIndex(
                name: "ix_notifications_sent_at",
                table: "notifications");

            migrationBuilder.DropIndex(
                name: "ix_notifications_status_created_at_id",
                table: "notifications");

            migrationBuilder.DropIndex(
                name: "ix_audit_entries_action_at_id",
                table: "audit_entries");

            migrationBuilder.DropIndex(
                name: "ix_audit_entries_actor_id_at_id",
                table: "audit_entries");

            migrationBuilder.DropIndex(
                name: "ix_audit_entries_at_id",
                table: "audit_entries");

            migrationBuilder.DropColumn(
                name: "admission_id",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "recipient_key",
                table: "notifications");

            migrationBuilder.DropColumn(
                name: "requeued_at",
                table: "notifications");

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_actor_id_at",
                table: "audit_entries",
                columns: new[] { "actor_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_at",
                table: "audit_entries",
                column: "at");
        }
    }
}

using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ticketing.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class MailAuditAndToday : Migration
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

            migrationBuilder.AddColumn<string>(
                name: "recipient_key",
                table: "notifications",
                type: "TEXT",
                maxLength: 254,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "requeued_at",
                table: "notifications",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.Sql("UPDATE notifications SET recipient_key = lower(recipient)");

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
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

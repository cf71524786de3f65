using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ticketing.Infrastructure.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class MailLimits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_notifications_status_due_at",
                table: "notifications");

            migrationBuilder.AddColumn<int>(
                name: "priority",
                table: "notifications",
                type: "integer",
                nullable: false,
                defaultValue: 1);

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
                name: "ix_mail_limit_entries_notification_id",
                table: "mail_limit_entries",
                column: "notification_id");

            migrationBuilder.CreateIndex(
                name: "ix_mail_limit_entries_send_at",
                table: "mail_limit_entries",
                column: "send_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "mail_limit_entries");

            migrationBuilder.DropTable(
                name: "proven_addresses");

            migrationBuilder.DropIndex(
                name: "ix_notifications_kept_bodies",
                table: "notifications");

            migrationBuilder.DropIndex(
                name: "ix_notifications_status_priority_due_at",
                table: "notifications");

            migrationBuilder.DropColumn(
                name: "priority",
                table: "notifications");

            migrationBuilder.CreateIndex(
                name: "ix_notifications_status_due_at",
                table: "notifications",
                columns: new[] { "status", "due_at" });
        }
    }
}

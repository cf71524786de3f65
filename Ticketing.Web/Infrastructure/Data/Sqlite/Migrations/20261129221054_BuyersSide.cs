using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ticketing.Infrastructure.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class BuyersSide : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "version",
                table: "webhook_endpoints",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "translations",
                table: "ticket_types",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "credit_note_at",
                table: "refunds",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "credit_note_number",
                table: "refunds",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "company_address",
                table: "orders",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "company_name",
                table: "orders",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "company_tax_number",
                table: "orders",
                type: "TEXT",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "language",
                table: "orders",
                type: "TEXT",
                maxLength: 16,
                nullable: false,
                defaultValue: "en-GB");

            migrationBuilder.AddColumn<long>(
                name: "terms_accepted_at",
                table: "orders",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "terms_version",
                table: "orders",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "language",
                table: "notifications",
                type: "TEXT",
                maxLength: 16,
                nullable: false,
                defaultValue: "en-GB");

            migrationBuilder.AddColumn<string>(
                name: "translations",
                table: "events",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "event_reminders",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    event_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    topic = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    confirmed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    queued_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_event_reminders", x => x.id);
                    table.CheckConstraint("ck_event_reminders_topic", "topic IN ('SalesStart', 'NewDate')");
                    table.ForeignKey(
                        name: "fk_event_reminders_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "webhook_attempts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    delivery_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    response_status = table.Column<int>(type: "INTEGER", nullable: true),
                    response_start = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    duration_milliseconds = table.Column<long>(type: "INTEGER", nullable: false),
                    error = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhook_attempts", x => x.id);
                    table.ForeignKey(
                        name: "fk_webhook_attempts_webhook_deliveries_delivery_id",
                        column: x => x.delivery_id,
                        principalTable: "webhook_deliveries",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.InsertData(
                table: "counters",
                columns: new[] { "name", "value" },
                columnTypes: new[] { "TEXT", "INTEGER" },
                values: new object[] { "credit-notes", 0L });

            migrationBuilder.CreateIndex(
                name: "ix_refunds_credit_note_number",
                table: "refunds",
                column: "credit_note_number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_event_reminders_event_id",
                table: "event_reminders",
                column: "event_id");

            migrationBuilder.CreateIndex(
                name: "ix_event_reminders_key",
                table: "event_reminders",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_webhook_attempts_delivery_id_at_id",
                table: "webhook_attempts",
                columns: new[] { "delivery_id", "at", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "event_reminders");

            migrationBuilder.DropTable(
                name: "webhook_attempts");

            migrationBuilder.DropIndex(
                name: "ix_refunds_credit_note_number",
                table: "refunds");

            migrationBuilder.DeleteData(
                table: "counters",
                keyColumn: "name",
                keyColumnType: "TEXT",
                keyValue: "credit-notes");

            migrationBuilder.DropColumn(
                name: "version",
                table: "webhook_endpoints");

            migrationBuilder.DropColumn(
                name: "translations",
                table: "ticket_types");

            migrationBuilder.DropColumn(
                name: "credit_note_at",
                table: "refunds");

            migrationBuilder.DropColumn(
                name: "credit_note_number",
                table: "refunds");

            migrationBuilder.DropColumn(
                name: "company_address",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "company_name",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "company_tax_number",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "language",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "terms_accepted_at",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "terms_version",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "language",
                table: "notifications");

            migrationBuilder.DropColumn(
                name: "translations",
                table: "events");
        }
    }
}

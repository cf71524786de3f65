using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ticketing.Infrastructure.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class BackOffice : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "handed_back_at",
                table: "refunds",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "handed_back_by",
                table: "refunds",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "access_info",
                table: "events",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "line_up",
                table: "events",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "minimum_age",
                table: "events",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "refund_rule",
                table: "events",
                type: "character varying(300)",
                maxLength: 300,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "running_minutes",
                table: "events",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "phone_end",
                table: "orders",
                type: "character varying(100)",
                maxLength: 100,
                nullable: false,
                computedColumnSql: "substr(replace(replace(buyer_phone, ' ', ''), '-', ''), length(replace(replace(buyer_phone, ' ', ''), '-', '')) - 3)",
                stored: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "reference_end",
                table: "orders",
                type: "character varying(16)",
                maxLength: 16,
                nullable: false,
                computedColumnSql: "substr(reference, 6)",
                stored: true,
                collation: "C");

            migrationBuilder.CreateTable(
                name: "returned_orders",
                columns: table => new
                {
                    refund_id = table.Column<Guid>(type: "uuid", nullable: false),
                    event_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_returned_orders", x => x.refund_id);
                    table.ForeignKey(
                        name: "fk_returned_orders_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_returned_orders_refunds_refund_id",
                        column: x => x.refund_id,
                        principalTable: "refunds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "schedule_changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    event_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    message = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    refunds_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    told = table.Column<int>(type: "integer", nullable: false),
                    without_email = table.Column<int>(type: "integer", nullable: false),
                    made_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    old_time_zone = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    old_doors_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    old_starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    old_ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    old_location = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    old_address = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_schedule_changes", x => x.id);
                    table.CheckConstraint("ck_schedule_changes_counts", "told >= 0 AND without_email >= 0");
                    table.CheckConstraint("ck_schedule_changes_kind", "kind IN ('Moved', 'Postponed', 'BackOn')");
                    table.ForeignKey(
                        name: "fk_schedule_changes_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_refunds_owed",
                table: "refunds",
                columns: new[] { "requested_at", "id" },
                filter: "payment_id IS NULL AND amount > 0 AND handed_back_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_orders_phone_end",
                table: "orders",
                column: "phone_end");

            migrationBuilder.CreateIndex(
                name: "ix_orders_reference_end",
                table: "orders",
                column: "reference_end");

            migrationBuilder.CreateIndex(
                name: "ix_returned_orders_event_id",
                table: "returned_orders",
                column: "event_id");

            migrationBuilder.CreateIndex(
                name: "ix_schedule_changes_event_id_made_at",
                table: "schedule_changes",
                columns: new[] { "event_id", "made_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "returned_orders");

            migrationBuilder.DropTable(
                name: "schedule_changes");

            migrationBuilder.DropIndex(
                name: "ix_refunds_owed",
                table: "refunds");

            migrationBuilder.DropIndex(
                name: "ix_orders_phone_end",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "ix_orders_reference_end",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "phone_end",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "reference_end",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "handed_back_at",
                table: "refunds");

            migrationBuilder.DropColumn(
                name: "handed_back_by",
                table: "refunds");

            migrationBuilder.DropColumn(
                name: "access_info",
                table: "events");

            migrationBuilder.DropColumn(
                name: "line_up",
                table: "events");

            migrationBuilder.DropColumn(
                name: "minimum_age",
                table: "events");

            migrationBuilder.DropColumn(
                name: "refund_rule",
                table: "events");

            migrationBuilder.DropColumn(
                name: "running_minutes",
                table: "events");
        }
    }
}

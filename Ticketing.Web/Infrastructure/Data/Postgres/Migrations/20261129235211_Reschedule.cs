using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ticketing.Infrastructure.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Reschedule : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
        }
    }
}

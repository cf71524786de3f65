using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ticketing.Infrastructure.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class BulkOrders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "bulk_runs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    action = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    keep_booking_fee = table.Column<bool>(type: "INTEGER", nullable: false),
                    left_out = table.Column<int>(type: "INTEGER", nullable: false),
                    requested_by_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    requested_by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    finished_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bulk_runs", x => x.id);
                    table.CheckConstraint("ck_bulk_runs_action", "action IN ('Resend', 'Refund')");
                });

            migrationBuilder.CreateTable(
                name: "bulk_entries",
                columns: table => new
                {
                    run_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    order_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    refund_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    skip_reason = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    error = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bulk_entries", x => new { x.run_id, x.order_id });
                    table.CheckConstraint("ck_bulk_entries_attempts", "attempts >= 0");
                    table.CheckConstraint("ck_bulk_entries_skip_reason", "skip_reason IN ('NotPaid', 'AlreadyRefunded', 'Disputed', 'PaidAtVenue', 'NoEmail', 'MailLimit', 'EventCancelled', 'MailDropped')");
                    table.CheckConstraint("ck_bulk_entries_status", "status IN ('Pending', 'Done', 'Skipped', 'Failed')");
                    table.ForeignKey(
                        name: "fk_bulk_entries_bulk_runs_run_id",
                        column: x => x.run_id,
                        principalTable: "bulk_runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_bulk_entries_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_bulk_entries_refunds_refund_id",
                        column: x => x.refund_id,
                        principalTable: "refunds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_bulk_entries_order_id",
                table: "bulk_entries",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_bulk_entries_refund_id",
                table: "bulk_entries",
                column: "refund_id");

            migrationBuilder.CreateIndex(
                name: "ix_bulk_entries_run_id_status_due_at",
                table: "bulk_entries",
                columns: new[] { "run_id", "status", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_bulk_runs_finished_at",
                table: "bulk_runs",
                column: "finished_at");

            migrationBuilder.CreateIndex(
                name: "ix_bulk_runs_started_at",
                table: "bulk_runs",
                column: "started_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "bulk_entries");

            migrationBuilder.DropTable(
                name: "bulk_runs");
        }
    }
}

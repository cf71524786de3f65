using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ticketing.Infrastructure.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class RefundRemindersAndStops : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "reminded_at",
                table: "schedule_changes",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "stopped_at",
                table: "bulk_runs",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "stopped_by",
                table: "bulk_runs",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "kept_orders",
                columns: table => new
                {
                    change_id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kept_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kept_orders", x => new { x.change_id, x.order_id });
                    table.ForeignKey(
                        name: "fk_kept_orders_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_kept_orders_schedule_changes_change_id",
                        column: x => x.change_id,
                        principalTable: "schedule_changes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_kept_orders_order_id",
                table: "kept_orders",
                column: "order_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "kept_orders");

            migrationBuilder.DropColumn(
                name: "reminded_at",
                table: "schedule_changes");

            migrationBuilder.DropColumn(
                name: "stopped_at",
                table: "bulk_runs");

            migrationBuilder.DropColumn(
                name: "stopped_by",
                table: "bulk_runs");
        }
    }
}

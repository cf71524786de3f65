using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ticketing.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ExportWalks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_refunds_requested_at",
                table: "refunds");

            migrationBuilder.DropIndex(
                name: "ix_orders_paid_at",
                table: "orders");

            migrationBuilder.CreateIndex(
                name: "ix_refunds_requested_at_id",
                table: "refunds",
                columns: new[] { "requested_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_event_id_paid_at_id",
                table: "orders",
                columns: new[] { "event_id", "paid_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_paid_at_id",
                table: "orders",
                columns: new[] { "paid_at", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_refunds_requested_at_id",
                table: "refunds");

            migrationBuilder.DropIndex(
                name: "ix_orders_event_id_paid_at_id",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "ix_orders_paid_at_id",
                table: "orders");

            migrationBuilder.CreateIndex(
                name: "ix_refunds_requested_at",
                table: "refunds",
                column: "requested_at");

            migrationBuilder.CreateIndex(
                name: "ix_orders_paid_at",
                table: "orders",
                column: "paid_at");
        }
    }
}

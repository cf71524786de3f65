using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ticketing.Infrastructure.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ManualRefunds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "handed_back_at",
                table: "refunds",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "handed_back_by",
                table: "refunds",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "phone_end",
                table: "orders",
                type: "TEXT",
                maxLength: 100,
                nullable: false,
                computedColumnSql: "substr(replace(replace(buyer_phone, ' ', ''), '-', ''), length(replace(replace(buyer_phone, ' ', ''), '-', '')) - 3)");

            migrationBuilder.AddColumn<string>(
                name: "reference_end",
                table: "orders",
                type: "TEXT",
                maxLength: 16,
                nullable: false,
                computedColumnSql: "substr(reference, 6)");

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
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
        }
    }
}

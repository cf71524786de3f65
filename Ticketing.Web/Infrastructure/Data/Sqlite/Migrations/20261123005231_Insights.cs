using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ticketing.Infrastructure.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Insights : Migration
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

            // By hand: EF Core would copy the whole table for the condition, outside of the migration's transaction, where a killed program leaves half of it.
            migrationBuilder.Sql("ALTER TABLE payments ADD COLUMN fee INTEGER NULL CONSTRAINT \"ck_payments_fee\" CHECK (fee IS NULL OR (fee >= 0 AND status = 'Paid'))");

            migrationBuilder.CreateTable(
                name: "settlement_deductions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    event_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    label = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_settlement_deductions", x => x.id);
                    table.CheckConstraint("ck_settlement_deductions_amount", "amount > 0 AND position >= 0");
                    table.CheckConstraint("ck_settlement_deductions_label", "label <> ''");
                    table.ForeignKey(
                        name: "fk_settlement_deductions_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "settlement_terms",
                columns: table => new
                {
                    event_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    artist = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    share_basis_points = table.Column<int>(type: "INTEGER", nullable: false),
                    guarantee = table.Column<long>(type: "INTEGER", nullable: false),
                    counts_booking_fees = table.Column<bool>(type: "INTEGER", nullable: false),
                    takes_tax_first = table.Column<bool>(type: "INTEGER", nullable: false),
                    takes_provider_fees_first = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_settlement_terms", x => x.event_id);
                    table.CheckConstraint("ck_settlement_terms_artist", "artist <> ''");
                    table.CheckConstraint("ck_settlement_terms_guarantee", "guarantee >= 0");
                    table.CheckConstraint("ck_settlement_terms_share", "share_basis_points >= 0 AND share_basis_points <= 10000");
                    table.ForeignKey(
                        name: "fk_settlement_terms_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

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

            migrationBuilder.CreateIndex(
                name: "ix_holds_placed_at",
                table: "holds",
                column: "placed_at");

            migrationBuilder.CreateIndex(
                name: "ix_settlement_deductions_event_id",
                table: "settlement_deductions",
                column: "event_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "settlement_deductions");

            migrationBuilder.DropTable(
                name: "settlement_terms");

            migrationBuilder.DropIndex(
                name: "ix_refunds_requested_at_id",
                table: "refunds");

            migrationBuilder.DropCheckConstraint(
                name: "ck_payments_fee",
                table: "payments");

            migrationBuilder.DropIndex(
                name: "ix_orders_event_id_paid_at_id",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "ix_orders_paid_at_id",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "ix_holds_placed_at",
                table: "holds");

            migrationBuilder.DropColumn(
                name: "fee",
                table: "payments");

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

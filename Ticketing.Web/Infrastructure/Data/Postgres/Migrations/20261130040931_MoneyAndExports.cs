using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ticketing.Infrastructure.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class MoneyAndExports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_refunds_owed",
                table: "refunds");

            migrationBuilder.AddColumn<string>(
                name: "manual_method",
                table: "refunds",
                type: "character varying(32)",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "unconfirmed_since",
                table: "payments",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "export_preferences",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    separator = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    dates = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_export_preferences", x => x.user_id);
                    table.CheckConstraint("ck_export_preferences_dates", "dates IN ('Iso', 'Local')");
                    table.CheckConstraint("ck_export_preferences_separator", "separator IN ('Comma', 'Semicolon')");
                    table.ForeignKey(
                        name: "fk_export_preferences_asp_net_users_user_id",
                        column: x => x.user_id,
                        principalTable: "asp_net_users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_refunds_owed",
                table: "refunds",
                columns: new[] { "requested_at", "id" },
                filter: "amount > 0 AND handed_back_at IS NULL AND (payment_id IS NULL OR manual_method IS NOT NULL)");

            migrationBuilder.AddCheckConstraint(
                name: "ck_refunds_manual",
                table: "refunds",
                sql: "manual_method IS NULL OR (status = 'Succeeded' AND payment_id IS NOT NULL)");

            migrationBuilder.AddCheckConstraint(
                name: "ck_refunds_manual_method",
                table: "refunds",
                sql: "manual_method IN ('BankTransfer', 'Cash')");

            migrationBuilder.CreateIndex(
                name: "ix_payments_unconfirmed_since",
                table: "payments",
                column: "unconfirmed_since",
                filter: "unconfirmed_since IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "export_preferences");

            migrationBuilder.DropIndex(
                name: "ix_refunds_owed",
                table: "refunds");

            migrationBuilder.DropCheckConstraint(
                name: "ck_refunds_manual",
                table: "refunds");

            migrationBuilder.DropCheckConstraint(
                name: "ck_refunds_manual_method",
                table: "refunds");

            migrationBuilder.DropIndex(
                name: "ix_payments_unconfirmed_since",
                table: "payments");

            migrationBuilder.DropColumn(
                name: "manual_method",
                table: "refunds");

            migrationBuilder.DropColumn(
                name: "unconfirmed_since",
                table: "payments");

            migrationBuilder.CreateIndex(
                name: "ix_refunds_owed",
                table: "refunds",
                columns: new[] { "requested_at", "id" },
                filter: "payment_id IS NULL AND amount > 0 AND handed_back_at IS NULL");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ticketing.Infrastructure.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class PromoCodes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "is_hidden",
                table: "ticket_types",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "promo_code",
                table: "orders",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "promo_code_id",
                table: "orders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "unit_discount",
                table: "order_lines",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<bool>(
                name: "uses_code",
                table: "order_lines",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "promo_code",
                table: "holds",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "promo_code_id",
                table: "holds",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "promo_person_key",
                table: "holds",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "discount",
                table: "hold_lines",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<bool>(
                name: "uses_code",
                table: "hold_lines",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "promo_codes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    event_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    code_key = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    value = table.Column<long>(type: "INTEGER", nullable: false),
                    ticket_type_ids = table.Column<string>(type: "TEXT", nullable: false),
                    opens_presale = table.Column<bool>(type: "INTEGER", nullable: false),
                    starts_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ends_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    max_tickets = table.Column<int>(type: "INTEGER", nullable: true),
                    max_orders = table.Column<int>(type: "INTEGER", nullable: true),
                    max_per_order = table.Column<int>(type: "INTEGER", nullable: true),
                    max_per_person = table.Column<int>(type: "INTEGER", nullable: true),
                    budget = table.Column<long>(type: "INTEGER", nullable: true),
                    used_tickets = table.Column<int>(type: "INTEGER", nullable: false),
                    used_orders = table.Column<int>(type: "INTEGER", nullable: false),
                    used_budget = table.Column<long>(type: "INTEGER", nullable: false),
                    returns_on_refund = table.Column<bool>(type: "INTEGER", nullable: false),
                    batch_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_promo_codes", x => x.id);
                    table.CheckConstraint("ck_promo_codes_budget", "used_budget >= 0 AND (budget IS NULL OR used_budget <= budget)");
                    table.CheckConstraint("ck_promo_codes_code", "code_key <> ''");
                    table.CheckConstraint("ck_promo_codes_kind", "kind IN ('Access', 'Percent', 'Amount', 'FixedPrice')");
                    table.CheckConstraint("ck_promo_codes_orders", "used_orders >= 0 AND (max_orders IS NULL OR used_orders <= max_orders)");
                    table.CheckConstraint("ck_promo_codes_tickets", "used_tickets >= 0 AND (max_tickets IS NULL OR used_tickets <= max_tickets)");
                    table.CheckConstraint("ck_promo_codes_value", "value >= 0 AND (kind <> 'Percent' OR value <= 10000)");
                    table.ForeignKey(
                        name: "fk_promo_codes_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "promo_code_people",
                columns: table => new
                {
                    key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    promo_code_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    tickets = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_promo_code_people", x => x.key);
                    table.CheckConstraint("ck_promo_code_people_tickets", "tickets >= 0");
                    table.ForeignKey(
                        name: "fk_promo_code_people_promo_codes_promo_code_id",
                        column: x => x.promo_code_id,
                        principalTable: "promo_codes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_orders_promo_code_id",
                table: "orders",
                column: "promo_code_id",
                filter: "promo_code_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_promo_code_people_promo_code_id",
                table: "promo_code_people",
                column: "promo_code_id");

            migrationBuilder.CreateIndex(
                name: "ix_promo_codes_batch_id",
                table: "promo_codes",
                column: "batch_id");

            migrationBuilder.CreateIndex(
                name: "ix_promo_codes_code_key",
                table: "promo_codes",
                column: "code_key",
                unique: true,
                filter: "event_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_promo_codes_event_id_code_key",
                table: "promo_codes",
                columns: new[] { "event_id", "code_key" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "promo_code_people");

            migrationBuilder.DropTable(
                name: "promo_codes");

            migrationBuilder.DropIndex(
                name: "ix_orders_promo_code_id",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "is_hidden",
                table: "ticket_types");

            migrationBuilder.DropColumn(
                name: "promo_code",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "promo_code_id",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "unit_discount",
                table: "order_lines");

            migrationBuilder.DropColumn(
                name: "uses_code",
                table: "order_lines");

            migrationBuilder.DropColumn(
                name: "promo_code",
                table: "holds");

            migrationBuilder.DropColumn(
                name: "promo_code_id",
                table: "holds");

            migrationBuilder.DropColumn(
                name: "promo_person_key",
                table: "holds");

            migrationBuilder.DropColumn(
                name: "discount",
                table: "hold_lines");

            migrationBuilder.DropColumn(
                name: "uses_code",
                table: "hold_lines");
        }
    }
}

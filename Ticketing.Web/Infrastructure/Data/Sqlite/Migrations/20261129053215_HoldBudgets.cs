using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ticketing.Infrastructure.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class HoldBudgets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "access_version",
                table: "orders",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "confirmation_requests",
                table: "orders",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "email_opened_at",
                table: "orders",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "address_key",
                table: "holds",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "confirm_free_by_email",
                table: "events",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "max_free_tickets_per_person",
                table: "events",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "client_budgets",
                columns: table => new
                {
                    key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    event_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    used = table.Column<int>(type: "INTEGER", nullable: false),
                    paid = table.Column<int>(type: "INTEGER", nullable: false),
                    used_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_client_budgets", x => x.key);
                    table.CheckConstraint("ck_client_budgets_counts", "used >= 0 AND paid >= 0");
                    table.ForeignKey(
                        name: "fk_client_budgets_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "free_ticket_claims",
                columns: table => new
                {
                    key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    event_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    tickets = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_free_ticket_claims", x => x.key);
                    table.CheckConstraint("ck_free_ticket_claims_tickets", "tickets >= 0");
                    table.ForeignKey(
                        name: "fk_free_ticket_claims_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "hash_secrets",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    protected_value = table.Column<byte[]>(type: "BLOB", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_hash_secrets", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "order_email_changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    order_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    old_email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    can_undo = table.Column<bool>(type: "INTEGER", nullable: false),
                    undo_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    undone_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_email_changes", x => x.id);
                    table.ForeignKey(
                        name: "fk_order_email_changes_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "order_email_codes",
                columns: table => new
                {
                    order_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_email_codes", x => x.order_id);
                    table.ForeignKey(
                        name: "fk_order_email_codes_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "used_challenges",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_used_challenges", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_client_budgets_event_id",
                table: "client_budgets",
                column: "event_id");

            migrationBuilder.CreateIndex(
                name: "ix_client_budgets_used_at",
                table: "client_budgets",
                column: "used_at");

            migrationBuilder.CreateIndex(
                name: "ix_free_ticket_claims_event_id",
                table: "free_ticket_claims",
                column: "event_id");

            migrationBuilder.CreateIndex(
                name: "ix_order_email_changes_order_id",
                table: "order_email_changes",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_order_email_changes_undo_hash",
                table: "order_email_changes",
                column: "undo_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_used_challenges_expires_at",
                table: "used_challenges",
                column: "expires_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "client_budgets");

            migrationBuilder.DropTable(
                name: "free_ticket_claims");

            migrationBuilder.DropTable(
                name: "hash_secrets");

            migrationBuilder.DropTable(
                name: "order_email_changes");

            migrationBuilder.DropTable(
                name: "order_email_codes");

            migrationBuilder.DropTable(
                name: "used_challenges");

            migrationBuilder.DropColumn(
                name: "access_version",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "confirmation_requests",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "email_opened_at",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "address_key",
                table: "holds");

            migrationBuilder.DropColumn(
                name: "confirm_free_by_email",
                table: "events");

            migrationBuilder.DropColumn(
                name: "max_free_tickets_per_person",
                table: "events");
        }
    }
}

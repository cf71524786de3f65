using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ticketing.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AdminOrders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_orders_event_id_status",
                table: "orders");

            migrationBuilder.AddColumn<string>(
                name: "channel",
                table: "orders",
                type: "TEXT",
                maxLength: 32,
                nullable: false,
                defaultValue: "Online");

            migrationBuilder.AddColumn<string>(
                name: "sale_key",
                table: "orders",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ended_at",
                table: "holds",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "order_name_words",
                columns: table => new
                {
                    order_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    word = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_name_words", x => new { x.order_id, x.word });
                    table.ForeignKey(
                        name: "fk_order_name_words_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_orders_buyer_phone",
                table: "orders",
                column: "buyer_phone");

            migrationBuilder.CreateIndex(
                name: "ix_orders_channel_created_at_id",
                table: "orders",
                columns: new[] { "channel", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_created_at_id",
                table: "orders",
                columns: new[] { "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_event_id_created_at_id",
                table: "orders",
                columns: new[] { "event_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_event_id_status_created_at_id",
                table: "orders",
                columns: new[] { "event_id", "status", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_payment_reference",
                table: "orders",
                column: "payment_reference",
                filter: "payment_reference > ''");

            migrationBuilder.CreateIndex(
                name: "ix_orders_sale_key",
                table: "orders",
                column: "sale_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_orders_status_created_at_id",
                table: "orders",
                columns: new[] { "status", "created_at", "id" });

            migrationBuilder.AddCheckConstraint(
                name: "ck_orders_channel",
                table: "orders",
                sql: "channel IN ('Online', 'BoxOffice', 'Comp')");

            migrationBuilder.AddCheckConstraint(
                name: "ck_orders_comp",
                table: "orders",
                sql: "channel <> 'Comp' OR total = 0");

            migrationBuilder.CreateIndex(
                name: "ix_order_name_words_word_order_id",
                table: "order_name_words",
                columns: new[] { "word", "order_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "order_name_words");

            migrationBuilder.DropIndex(
                name: "ix_orders_buyer_phone",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "ix_orders_channel_created_at_id",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "ix_orders_created_at_id",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "ix_orders_event_id_created_at_id",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "ix_orders_event_id_status_created_at_id",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "ix_orders_payment_reference",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "ix_orders_sale_key",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "ix_orders_status_created_at_id",
                table: "orders");

            migrationBuilder.DropCheckConstraint(
                name: "ck_orders_channel",
                table: "orders");

            migrationBuilder.DropCheckConstraint(
                name: "ck_orders_comp",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "channel",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "sale_key",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "ended_at",
                table: "holds");

            migrationBuilder.CreateIndex(
                name: "ix_orders_event_id_status",
                table: "orders",
                columns: new[] { "event_id", "status" });
        }
    }
}

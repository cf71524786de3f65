using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ticketing.Data.Postgres.Migrations
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

            migrationBuilder.AlterColumn<string>(
                name: "reference",
                table: "orders",
                type: "character varying(16)",
                maxLength: 16,
                nullable: false,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "character varying(16)",
                oldMaxLength: 16);

            migrationBuilder.AlterColumn<string>(
                name: "buyer_phone",
                table: "orders",
                type: "character varying(20)",
                maxLength: 20,
                nullable: false,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "character varying(20)",
                oldMaxLength: 20);

            migrationBuilder.AlterColumn<string>(
                name: "buyer_email_key",
                table: "orders",
                type: "character varying(254)",
                maxLength: 254,
                nullable: false,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "character varying(254)",
                oldMaxLength: 254);

            migrationBuilder.AddColumn<string>(
                name: "channel",
                table: "orders",
                type: "character varying(32)",
                maxLength: 32,
                nullable: false,
                defaultValue: "Online");

            migrationBuilder.AddColumn<string>(
                name: "sale_key",
                table: "orders",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ended_at",
                table: "holds",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "order_name_words",
                columns: table => new
                {
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    word = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C")
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

            migrationBuilder.AlterColumn<string>(
                name: "reference",
                table: "orders",
                type: "character varying(16)",
                maxLength: 16,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(16)",
                oldMaxLength: 16,
                oldCollation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "buyer_phone",
                table: "orders",
                type: "character varying(20)",
                maxLength: 20,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(20)",
                oldMaxLength: 20,
                oldCollation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "buyer_email_key",
                table: "orders",
                type: "character varying(254)",
                maxLength: 254,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(254)",
                oldMaxLength: 254,
                oldCollation: "C");

            migrationBuilder.CreateIndex(
                name: "ix_orders_event_id_status",
                table: "orders",
                columns: new[] { "event_id", "status" });
        }
    }
}

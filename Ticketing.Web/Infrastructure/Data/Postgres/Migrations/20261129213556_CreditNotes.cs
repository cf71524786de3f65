using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ticketing.Infrastructure.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class CreditNotes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "credit_note_at",
                table: "refunds",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "credit_note_number",
                table: "refunds",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "company_address",
                table: "orders",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "company_name",
                table: "orders",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "company_tax_number",
                table: "orders",
                type: "character varying(32)",
                maxLength: 32,
                nullable: true);

            migrationBuilder.InsertData(
                table: "counters",
                columns: new[] { "name", "value" },
                values: new object[] { "credit-notes", 0L });

            migrationBuilder.CreateIndex(
                name: "ix_refunds_credit_note_number",
                table: "refunds",
                column: "credit_note_number",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_refunds_credit_note_number",
                table: "refunds");

            migrationBuilder.DeleteData(
                table: "counters",
                keyColumn: "name",
                keyValue: "credit-notes");

            migrationBuilder.DropColumn(
                name: "credit_note_at",
                table: "refunds");

            migrationBuilder.DropColumn(
                name: "credit_note_number",
                table: "refunds");

            migrationBuilder.DropColumn(
                name: "company_address",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "company_name",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "company_tax_number",
                table: "orders");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ticketing.Infrastructure.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class EventTabs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "followed_by_id",
                table: "ticket_types",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "archived_at",
                table: "events",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "publish_at",
                table: "events",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "followed_by_id",
                table: "ticket_types");

            migrationBuilder.DropColumn(
                name: "archived_at",
                table: "events");

            migrationBuilder.DropColumn(
                name: "publish_at",
                table: "events");
        }
    }
}

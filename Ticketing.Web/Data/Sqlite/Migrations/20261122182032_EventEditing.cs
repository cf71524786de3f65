using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ticketing.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class EventEditing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "poster",
                table: "events",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "poster_alt",
                table: "events",
                type: "TEXT",
                maxLength: 300,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "removed_poster",
                table: "events",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "former_slugs",
                columns: table => new
                {
                    slug = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    event_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_former_slugs", x => x.slug);
                    table.CheckConstraint("ck_former_slugs_slug", "slug <> ''");
                    table.ForeignKey(
                        name: "fk_former_slugs_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "posters",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    size = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    bytes = table.Column<byte[]>(type: "BLOB", nullable: false),
                    uploaded_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_posters", x => new { x.name, x.size });
                });

            migrationBuilder.CreateIndex(
                name: "ix_former_slugs_event_id",
                table: "former_slugs",
                column: "event_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "former_slugs");

            migrationBuilder.DropTable(
                name: "posters");

            migrationBuilder.DropColumn(
                name: "poster",
                table: "events");

            migrationBuilder.DropColumn(
                name: "poster_alt",
                table: "events");

            migrationBuilder.DropColumn(
                name: "removed_poster",
                table: "events");
        }
    }
}

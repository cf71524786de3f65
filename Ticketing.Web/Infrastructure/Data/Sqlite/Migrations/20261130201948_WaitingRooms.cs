using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ticketing.Infrastructure.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class WaitingRooms : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "waiting_room_addresses",
                columns: table => new
                {
                    key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    event_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    places = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_waiting_room_addresses", x => x.key);
                    table.CheckConstraint("ck_waiting_room_addresses_places", "places > 0");
                    table.ForeignKey(
                        name: "fk_waiting_room_addresses_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "waiting_rooms",
                columns: table => new
                {
                    event_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    is_on = table.Column<bool>(type: "INTEGER", nullable: false),
                    opened_by_load_at = table.Column<long>(type: "INTEGER", nullable: true),
                    is_paused = table.Column<bool>(type: "INTEGER", nullable: false),
                    round = table.Column<int>(type: "INTEGER", nullable: false),
                    seed = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    joined = table.Column<int>(type: "INTEGER", nullable: false),
                    served = table.Column<int>(type: "INTEGER", nullable: false),
                    shuffled = table.Column<int>(type: "INTEGER", nullable: false),
                    crowded_joined = table.Column<int>(type: "INTEGER", nullable: false),
                    crowded_served = table.Column<int>(type: "INTEGER", nullable: false),
                    crowded_shuffled = table.Column<int>(type: "INTEGER", nullable: false),
                    entered = table.Column<int>(type: "INTEGER", nullable: false),
                    gave_up = table.Column<int>(type: "INTEGER", nullable: false),
                    advanced_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_waiting_rooms", x => x.event_id);
                    table.CheckConstraint("ck_waiting_rooms_served", "served >= 0 AND served <= joined AND crowded_served >= 0 AND crowded_served <= crowded_joined");
                    table.ForeignKey(
                        name: "fk_waiting_rooms_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_waiting_room_addresses_event_id",
                table: "waiting_room_addresses",
                column: "event_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "waiting_room_addresses");

            migrationBuilder.DropTable(
                name: "waiting_rooms");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ticketing.Infrastructure.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class WaitingLists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "reserved",
                table: "ticket_types",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "waiting",
                table: "ticket_types",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "is_offer",
                table: "holds",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "has_waiting_list",
                table: "events",
                type: "boolean",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<int>(
                name: "offer_hours",
                table: "events",
                type: "integer",
                nullable: false,
                defaultValue: 12);

            migrationBuilder.AddColumn<int>(
                name: "reserved",
                table: "events",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "waiting",
                table: "events",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "waiting_list_end_hours",
                table: "events",
                type: "integer",
                nullable: false,
                defaultValue: 2);

            migrationBuilder.CreateTable(
                name: "waiting_list_entries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    event_id = table.Column<Guid>(type: "uuid", nullable: false),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    language = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    joined_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_waiting_list_entries", x => x.id);
                    table.CheckConstraint("ck_waiting_list_entries_status", "status IN ('Waiting', 'Offered', 'Bought', 'Left', 'Missed', 'Closed')");
                    table.ForeignKey(
                        name: "fk_waiting_list_entries_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "waiting_list_choices",
                columns: table => new
                {
                    entry_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ticket_type_id = table.Column<Guid>(type: "uuid", nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_waiting_list_choices", x => new { x.entry_id, x.ticket_type_id });
                    table.CheckConstraint("ck_waiting_list_choices_quantity", "quantity > 0");
                    table.ForeignKey(
                        name: "fk_waiting_list_choices_ticket_types_ticket_type_id",
                        column: x => x.ticket_type_id,
                        principalTable: "ticket_types",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_waiting_list_choices_waiting_list_entries_entry_id",
                        column: x => x.entry_id,
                        principalTable: "waiting_list_entries",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "waiting_list_offers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    entry_id = table.Column<Guid>(type: "uuid", nullable: false),
                    hold_id = table.Column<Guid>(type: "uuid", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_waiting_list_offers", x => x.id);
                    table.CheckConstraint("ck_waiting_list_offers_status", "status IN ('Pending', 'Bought', 'Declined', 'Expired')");
                    table.ForeignKey(
                        name: "fk_waiting_list_offers_holds_hold_id",
                        column: x => x.hold_id,
                        principalTable: "holds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_waiting_list_offers_waiting_list_entries_entry_id",
                        column: x => x.entry_id,
                        principalTable: "waiting_list_entries",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_waiting_list_choices_ticket_type_id",
                table: "waiting_list_choices",
                column: "ticket_type_id");

            migrationBuilder.CreateIndex(
                name: "ix_waiting_list_entries_event_id_status_joined_at",
                table: "waiting_list_entries",
                columns: new[] { "event_id", "status", "joined_at" });

            migrationBuilder.CreateIndex(
                name: "ix_waiting_list_entries_key",
                table: "waiting_list_entries",
                column: "key",
                unique: true,
                filter: "status IN ('Waiting', 'Offered')");

            migrationBuilder.CreateIndex(
                name: "ix_waiting_list_offers_entry_id",
                table: "waiting_list_offers",
                column: "entry_id",
                unique: true,
                filter: "status = 'Pending'");

            migrationBuilder.CreateIndex(
                name: "ix_waiting_list_offers_hold_id",
                table: "waiting_list_offers",
                column: "hold_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_waiting_list_offers_status",
                table: "waiting_list_offers",
                column: "status");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "waiting_list_choices");

            migrationBuilder.DropTable(
                name: "waiting_list_offers");

            migrationBuilder.DropTable(
                name: "waiting_list_entries");

            migrationBuilder.DropColumn(
                name: "reserved",
                table: "ticket_types");

            migrationBuilder.DropColumn(
                name: "waiting",
                table: "ticket_types");

            migrationBuilder.DropColumn(
                name: "is_offer",
                table: "holds");

            migrationBuilder.DropColumn(
                name: "has_waiting_list",
                table: "events");

            migrationBuilder.DropColumn(
                name: "offer_hours",
                table: "events");

            migrationBuilder.DropColumn(
                name: "reserved",
                table: "events");

            migrationBuilder.DropColumn(
                name: "waiting",
                table: "events");

            migrationBuilder.DropColumn(
                name: "waiting_list_end_hours",
                table: "events");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ticketing.Infrastructure.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class BackOffice : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "handed_back_at",
                table: "refunds",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "handed_back_by",
                table: "refunds",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            // With its checks: adding them afterwards would copy the whole table.
            migrationBuilder.Sql(
                """
                ALTER TABLE refunds ADD COLUMN manual_method TEXT NULL
                    CONSTRAINT "ck_refunds_manual" CHECK (manual_method IS NULL OR (status = 'Succeeded' AND payment_id IS NOT NULL))
                    CONSTRAINT "ck_refunds_manual_method" CHECK (manual_method IN ('BankTransfer', 'Cash'));
                """);

            migrationBuilder.AddColumn<long>(
                name: "unconfirmed_since",
                table: "payments",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "access_info",
                table: "events",
                type: "TEXT",
                maxLength: 1000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "line_up",
                table: "events",
                type: "TEXT",
                maxLength: 2000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "minimum_age",
                table: "events",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "refund_rule",
                table: "events",
                type: "TEXT",
                maxLength: 300,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "running_minutes",
                table: "events",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "phone_end",
                table: "orders",
                type: "TEXT",
                maxLength: 100,
                nullable: false,
                computedColumnSql: "substr(replace(replace(buyer_phone, ' ', ''), '-', ''), length(replace(replace(buyer_phone, ' ', ''), '-', '')) - 3)");

            migrationBuilder.AddColumn<string>(
                name: "reference_end",
                table: "orders",
                type: "TEXT",
                maxLength: 16,
                nullable: false,
                computedColumnSql: "substr(reference, 6)");

            migrationBuilder.CreateTable(
                name: "export_preferences",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    separator = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    dates = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false)
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

            migrationBuilder.CreateTable(
                name: "order_notes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    order_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    author = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_notes", x => x.id);
                    table.ForeignKey(
                        name: "fk_order_notes_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "returned_orders",
                columns: table => new
                {
                    refund_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    event_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_returned_orders", x => x.refund_id);
                    table.ForeignKey(
                        name: "fk_returned_orders_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_returned_orders_refunds_refund_id",
                        column: x => x.refund_id,
                        principalTable: "refunds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "saved_order_views",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    user_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    query = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saved_order_views", x => x.id);
                    table.ForeignKey(
                        name: "fk_saved_order_views_asp_net_users_user_id",
                        column: x => x.user_id,
                        principalTable: "asp_net_users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "schedule_changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    event_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    message = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    refunds_until = table.Column<long>(type: "INTEGER", nullable: true),
                    told = table.Column<int>(type: "INTEGER", nullable: false),
                    without_email = table.Column<int>(type: "INTEGER", nullable: false),
                    made_by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    made_at = table.Column<long>(type: "INTEGER", nullable: false),
                    old_time_zone = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    old_doors_at = table.Column<long>(type: "INTEGER", nullable: true),
                    old_starts_at = table.Column<long>(type: "INTEGER", nullable: false),
                    old_ends_at = table.Column<long>(type: "INTEGER", nullable: true),
                    old_location = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    old_address = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_schedule_changes", x => x.id);
                    table.CheckConstraint("ck_schedule_changes_counts", "told >= 0 AND without_email >= 0");
                    table.CheckConstraint("ck_schedule_changes_kind", "kind IN ('Moved', 'Postponed', 'BackOn')");
                    table.ForeignKey(
                        name: "fk_schedule_changes_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "tags",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tags", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "order_note_words",
                columns: table => new
                {
                    note_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    word = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    order_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_note_words", x => new { x.note_id, x.word });
                    table.ForeignKey(
                        name: "fk_order_note_words_order_notes_note_id",
                        column: x => x.note_id,
                        principalTable: "order_notes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "order_tags",
                columns: table => new
                {
                    order_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    tag_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_tags", x => new { x.order_id, x.tag_id });
                    table.ForeignKey(
                        name: "fk_order_tags_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_order_tags_tags_tag_id",
                        column: x => x.tag_id,
                        principalTable: "tags",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_refunds_owed",
                table: "refunds",
                columns: new[] { "requested_at", "id" },
                filter: "amount > 0 AND handed_back_at IS NULL AND (payment_id IS NULL OR manual_method IS NOT NULL)");

            migrationBuilder.CreateIndex(
                name: "ix_payments_unconfirmed_since",
                table: "payments",
                column: "unconfirmed_since",
                filter: "unconfirmed_since IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_orders_phone_end",
                table: "orders",
                column: "phone_end");

            migrationBuilder.CreateIndex(
                name: "ix_orders_reference_end",
                table: "orders",
                column: "reference_end");

            migrationBuilder.CreateIndex(
                name: "ix_order_note_words_order_id",
                table: "order_note_words",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_order_note_words_word_order_id",
                table: "order_note_words",
                columns: new[] { "word", "order_id" });

            migrationBuilder.CreateIndex(
                name: "ix_order_notes_order_id_at",
                table: "order_notes",
                columns: new[] { "order_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_order_tags_tag_id",
                table: "order_tags",
                column: "tag_id");

            migrationBuilder.CreateIndex(
                name: "ix_returned_orders_event_id",
                table: "returned_orders",
                column: "event_id");

            migrationBuilder.CreateIndex(
                name: "ix_saved_order_views_user_id_name",
                table: "saved_order_views",
                columns: new[] { "user_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_schedule_changes_event_id_made_at",
                table: "schedule_changes",
                columns: new[] { "event_id", "made_at" });

            migrationBuilder.CreateIndex(
                name: "ix_tags_key",
                table: "tags",
                column: "key",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "export_preferences");

            migrationBuilder.DropTable(
                name: "order_note_words");

            migrationBuilder.DropTable(
                name: "order_tags");

            migrationBuilder.DropTable(
                name: "returned_orders");

            migrationBuilder.DropTable(
                name: "saved_order_views");

            migrationBuilder.DropTable(
                name: "schedule_changes");

            migrationBuilder.DropTable(
                name: "order_notes");

            migrationBuilder.DropTable(
                name: "tags");

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

            migrationBuilder.DropIndex(
                name: "ix_orders_phone_end",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "ix_orders_reference_end",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "phone_end",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "reference_end",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "handed_back_at",
                table: "refunds");

            migrationBuilder.DropColumn(
                name: "handed_back_by",
                table: "refunds");

            migrationBuilder.DropColumn(
                name: "manual_method",
                table: "refunds");

            migrationBuilder.DropColumn(
                name: "unconfirmed_since",
                table: "payments");

            migrationBuilder.DropColumn(
                name: "access_info",
                table: "events");

            migrationBuilder.DropColumn(
                name: "line_up",
                table: "events");

            migrationBuilder.DropColumn(
                name: "minimum_age",
                table: "events");

            migrationBuilder.DropColumn(
                name: "refund_rule",
                table: "events");

            migrationBuilder.DropColumn(
                name: "running_minutes",
                table: "events");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ticketing.Infrastructure.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class EventMessages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "event_messages",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    event_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    topic = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    subject = table.Column<string>(type: "TEXT", maxLength: 150, nullable: false),
                    body = table.Column<string>(type: "TEXT", maxLength: 10000, nullable: false),
                    translations = table.Column<string>(type: "TEXT", nullable: false),
                    ticket_type_ids = table.Column<string>(type: "TEXT", nullable: false),
                    channel = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    admission = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    timing = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    send_at = table.Column<long>(type: "INTEGER", nullable: true),
                    delay = table.Column<int>(type: "INTEGER", nullable: false),
                    delay_unit = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    created_by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    scheduled_at = table.Column<long>(type: "INTEGER", nullable: true),
                    scheduled_by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    started_at = table.Column<long>(type: "INTEGER", nullable: true),
                    event_starts_at = table.Column<long>(type: "INTEGER", nullable: true),
                    without_email = table.Column<int>(type: "INTEGER", nullable: false),
                    finished_at = table.Column<long>(type: "INTEGER", nullable: true),
                    stop_reason = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    stopped_by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_event_messages", x => x.id);
                    table.CheckConstraint("ck_event_messages_admission", "admission IN ('All', 'CheckedIn', 'NotCheckedIn')");
                    table.CheckConstraint("ck_event_messages_channel", "channel IN ('Online', 'BoxOffice', 'Comp')");
                    table.CheckConstraint("ck_event_messages_counts", "delay >= 0 AND without_email >= 0");
                    table.CheckConstraint("ck_event_messages_delay_unit", "delay_unit IN ('Hours', 'Days')");
                    table.CheckConstraint("ck_event_messages_started", "status NOT IN ('Sending', 'Sent') OR started_at IS NOT NULL");
                    table.CheckConstraint("ck_event_messages_status", "status IN ('Draft', 'Scheduled', 'Sending', 'Sent', 'Stopped')");
                    table.CheckConstraint("ck_event_messages_stop_reason", "stop_reason IN ('Staff', 'EventCancelled', 'Restore')");
                    table.CheckConstraint("ck_event_messages_stopped", "(status = 'Stopped') = (stop_reason IS NOT NULL)");
                    table.CheckConstraint("ck_event_messages_timing", "timing IN ('Now', 'AtTime', 'BeforeStart', 'AfterEnd')");
                    table.CheckConstraint("ck_event_messages_topic", "topic IN ('Order', 'News', 'TicketReminder')");
                    table.ForeignKey(
                        name: "fk_event_messages_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ticket_reminder_choices",
                columns: table => new
                {
                    event_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    is_on = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ticket_reminder_choices", x => x.event_id);
                    table.ForeignKey(
                        name: "fk_ticket_reminder_choices_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "unsubscribed_addresses",
                columns: table => new
                {
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_unsubscribed_addresses", x => x.hash);
                });

            migrationBuilder.CreateTable(
                name: "message_recipients",
                columns: table => new
                {
                    message_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    order_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    mail_id = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_message_recipients", x => new { x.message_id, x.order_id });
                    table.CheckConstraint("ck_message_recipients_queued", "(status = 'Queued') = (mail_id IS NOT NULL)");
                    table.CheckConstraint("ck_message_recipients_status", "status IN ('Waiting', 'Queued', 'Unsubscribed', 'Stopped')");
                    table.ForeignKey(
                        name: "fk_message_recipients_event_messages_message_id",
                        column: x => x.message_id,
                        principalTable: "event_messages",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_message_recipients_notifications_mail_id",
                        column: x => x.mail_id,
                        principalTable: "notifications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_message_recipients_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_event_messages_event_id_created_at",
                table: "event_messages",
                columns: new[] { "event_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_event_messages_reminders",
                table: "event_messages",
                columns: new[] { "event_id", "event_starts_at" },
                unique: true,
                filter: "topic = 'TicketReminder'");

            migrationBuilder.CreateIndex(
                name: "ix_event_messages_status",
                table: "event_messages",
                column: "status",
                filter: "status IN ('Scheduled', 'Sending')");

            migrationBuilder.CreateIndex(
                name: "ix_message_recipients_mail_id",
                table: "message_recipients",
                column: "mail_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_message_recipients_message_id_key",
                table: "message_recipients",
                columns: new[] { "message_id", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_message_recipients_message_id_status",
                table: "message_recipients",
                columns: new[] { "message_id", "status" });

            migrationBuilder.CreateIndex(
                name: "ix_message_recipients_order_id",
                table: "message_recipients",
                column: "order_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "message_recipients");

            migrationBuilder.DropTable(
                name: "ticket_reminder_choices");

            migrationBuilder.DropTable(
                name: "unsubscribed_addresses");

            migrationBuilder.DropTable(
                name: "event_messages");
        }
    }
}

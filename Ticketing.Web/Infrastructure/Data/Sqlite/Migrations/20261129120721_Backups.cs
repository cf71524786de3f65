using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ticketing.Infrastructure.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Backups : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "backups",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    slot = table.Column<long>(type: "INTEGER", nullable: true),
                    requested_by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    requested_at = table.Column<long>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    progress = table.Column<int>(type: "INTEGER", nullable: false),
                    file_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    size = table.Column<long>(type: "INTEGER", nullable: false),
                    is_outside_machine = table.Column<bool>(type: "INTEGER", nullable: false),
                    completed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    verified_at = table.Column<long>(type: "INTEGER", nullable: true),
                    note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_backups", x => x.id);
                    table.CheckConstraint("ck_backups_completed", "status <> 'Completed' OR (completed_at IS NOT NULL AND file_name IS NOT NULL)");
                    table.CheckConstraint("ck_backups_progress", "progress >= 0 AND progress <= 100");
                    table.CheckConstraint("ck_backups_status", "status IN ('Pending', 'Completed', 'Failed')");
                });

            migrationBuilder.CreateTable(
                name: "lost_payments",
                columns: table => new
                {
                    reference = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    paid_at = table.Column<long>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lost_payments", x => x.reference);
                    table.CheckConstraint("ck_lost_payments_amount", "amount > 0");
                    table.CheckConstraint("ck_lost_payments_reason", "reason IN ('Rebuilt', 'NotDescribed', 'EventUnknown', 'AmountDiffers', 'NoPlaces')");
                });

            migrationBuilder.CreateTable(
                name: "restores",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    backup_created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    restored_at = table.Column<long>(type: "INTEGER", nullable: false),
                    payments_checked_at = table.Column<long>(type: "INTEGER", nullable: true),
                    payments_checked_until = table.Column<long>(type: "INTEGER", nullable: true),
                    lookup_due_at = table.Column<long>(type: "INTEGER", nullable: true),
                    is_provider_silent = table.Column<bool>(type: "INTEGER", nullable: false, defaultValue: false),
                    rebuilt = table.Column<int>(type: "INTEGER", nullable: false, defaultValue: 0),
                    repaired = table.Column<int>(type: "INTEGER", nullable: false, defaultValue: 0),
                    differences = table.Column<int>(type: "INTEGER", nullable: false, defaultValue: 0),
                    finished_at = table.Column<long>(type: "INTEGER", nullable: true),
                    finished_by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_restores", x => x.id);
                    table.CheckConstraint("ck_restores_finished", "(finished_at IS NULL) = (finished_by IS NULL)");
                });

            migrationBuilder.CreateTable(
                name: "venue_ids",
                columns: table => new
                {
                    key = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_venue_ids", x => x.key);
                    table.CheckConstraint("ck_venue_ids_one", "key = 1");
                });

            migrationBuilder.CreateIndex(
                name: "ix_backups_slot",
                table: "backups",
                column: "slot",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_backups_status_due_at",
                table: "backups",
                columns: new[] { "status", "due_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "backups");

            migrationBuilder.DropTable(
                name: "lost_payments");

            migrationBuilder.DropTable(
                name: "restores");

            migrationBuilder.DropTable(
                name: "venue_ids");
        }
    }
}

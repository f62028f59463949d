using System;
using Microsoft.EntityFrameworkCore.Migrations;
using MyPay.Domain.Ledger.Sqlite;

#nullable disable

namespace MyPay.Domain.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SwitchesFeesAnnouncements : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "LockedAt",
                table: "membership_pin",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "EndedAt",
                table: "banking_window",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Nth",
                table: "banking_window",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "On",
                table: "banking_window",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Weekday",
                table: "banking_window",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Checker",
                table: "banking_fee",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "Ends",
                table: "banking_fee",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "MadeAt",
                table: "banking_fee",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Maker",
                table: "banking_fee",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "backoffice_announcement",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Audience = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    TitleKo = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    TitleEn = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    TextKo = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    TextEn = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    From = table.Column<long>(type: "INTEGER", nullable: true),
                    To = table.Column<long>(type: "INTEGER", nullable: true),
                    EffectiveOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    WithdrawnBecause = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_backoffice_announcement", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "backoffice_announcement_dismissal",
                columns: table => new
                {
                    Announcement = table.Column<Guid>(type: "TEXT", nullable: false),
                    SignInId = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_backoffice_announcement_dismissal", x => new { x.SignInId, x.Announcement });
                });

            migrationBuilder.CreateTable(
                name: "franchise_grade_rate",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Grade = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    RateBasisPoints = table.Column<int>(type: "INTEGER", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Maker = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    Checker = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_franchise_grade_rate", x => x.Id);
                    table.CheckConstraint("franchise_grade_rate_points", "\"RateBasisPoints\" BETWEEN 0 AND 1000");
                });

            migrationBuilder.CreateTable(
                name: "switch_off",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_switch_off", x => x.Name);
                });

            migrationBuilder.CreateIndex(
                name: "IX_backoffice_announcement_At",
                table: "backoffice_announcement",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_backoffice_announcement_State_From",
                table: "backoffice_announcement",
                columns: new[] { "State", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_franchise_grade_rate_Grade_From",
                table: "franchise_grade_rate",
                columns: new[] { "Grade", "From" });

            foreach (var table in new[] { "banking_fee", "franchise_grade_rate" }) migrationBuilder.Sql(AppendOnlyGuard.For(table));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var (name, _) in AppendOnlyGuard.Of("banking_fee")) migrationBuilder.Sql($"DROP TRIGGER {name}");

            migrationBuilder.DropTable(
                name: "backoffice_announcement");

            migrationBuilder.DropTable(
                name: "backoffice_announcement_dismissal");

            migrationBuilder.DropTable(
                name: "franchise_grade_rate");

            migrationBuilder.DropTable(
                name: "switch_off");

            migrationBuilder.DropColumn(
                name: "LockedAt",
                table: "membership_pin");

            migrationBuilder.DropColumn(
                name: "EndedAt",
                table: "banking_window");

            migrationBuilder.DropColumn(
                name: "Nth",
                table: "banking_window");

            migrationBuilder.DropColumn(
                name: "On",
                table: "banking_window");

            migrationBuilder.DropColumn(
                name: "Weekday",
                table: "banking_window");

            migrationBuilder.DropColumn(
                name: "Checker",
                table: "banking_fee");

            migrationBuilder.DropColumn(
                name: "Ends",
                table: "banking_fee");

            migrationBuilder.DropColumn(
                name: "MadeAt",
                table: "banking_fee");

            migrationBuilder.DropColumn(
                name: "Maker",
                table: "banking_fee");
        }
    }
}

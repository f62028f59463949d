using System;
using Microsoft.EntityFrameworkCore.Migrations;
using MyPay.Domain.Storage.Sqlite;

#nullable disable

namespace MyPay.Domain.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CalendarEdits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "calendar_edit",
                columns: table => new
                {
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    NameKo = table.Column<string>(type: "TEXT", nullable: true),
                    NameEn = table.Column<string>(type: "TEXT", nullable: true),
                    IsPublicHoliday = table.Column<bool>(type: "INTEGER", nullable: false),
                    BanksClosed = table.Column<bool>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    ById = table.Column<string>(type: "TEXT", nullable: false),
                    ByName = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_calendar_edit", x => x.Version);
                });

            migrationBuilder.CreateIndex(
                name: "IX_calendar_edit_Date",
                table: "calendar_edit",
                column: "Date");

            migrationBuilder.Sql(AppendOnlyGuard.For("calendar_edit"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "calendar_edit");
        }
    }
}

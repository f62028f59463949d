using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MyPay.Domain.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class BrowserReports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "browser_report",
                columns: table => new
                {
                    Key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Directive = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Blocked = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Page = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Count = table.Column<long>(type: "INTEGER", nullable: false),
                    FirstAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_browser_report", x => x.Key);
                });

            migrationBuilder.CreateIndex(
                name: "IX_browser_report_LastAt",
                table: "browser_report",
                column: "LastAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "browser_report");
        }
    }
}

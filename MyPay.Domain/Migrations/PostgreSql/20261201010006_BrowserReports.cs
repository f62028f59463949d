using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MyPay.Domain.Migrations.PostgreSql
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
                    Key = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    Directive = table.Column<string>(type: "text", maxLength: 200, nullable: false, collation: "C"),
                    Blocked = table.Column<string>(type: "text", maxLength: 200, nullable: false, collation: "C"),
                    Page = table.Column<string>(type: "text", maxLength: 200, nullable: false, collation: "C"),
                    Source = table.Column<string>(type: "text", maxLength: 200, nullable: false, collation: "C"),
                    Count = table.Column<long>(type: "bigint", nullable: false),
                    FirstAt = table.Column<long>(type: "bigint", nullable: false),
                    LastAt = table.Column<long>(type: "bigint", nullable: false)
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

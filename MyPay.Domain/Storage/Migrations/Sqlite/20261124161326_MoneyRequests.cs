using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MyPay.Domain.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class MoneyRequests : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "remittance_request",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Asker = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    AskerName = table.Column<string>(type: "TEXT", nullable: false),
                    Word = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    People = table.Column<int>(type: "INTEGER", nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RemindedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Reminders = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_remittance_request", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "remittance_request_share",
                columns: table => new
                {
                    Request = table.Column<Guid>(type: "TEXT", nullable: false),
                    Payer = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    PayerName = table.Column<string>(type: "TEXT", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Transfer = table.Column<Guid>(type: "TEXT", nullable: true),
                    Failures = table.Column<int>(type: "INTEGER", nullable: false),
                    Reply = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_remittance_request_share", x => new { x.Request, x.Payer });
                    table.CheckConstraint("ck_remittance_request_share_amount", "\"Amount\" > 0");
                });

            migrationBuilder.CreateIndex(
                name: "IX_remittance_request_Asker_MadeAt",
                table: "remittance_request",
                columns: new[] { "Asker", "MadeAt" });

            migrationBuilder.CreateIndex(
                name: "IX_remittance_request_share_Payer_State",
                table: "remittance_request_share",
                columns: new[] { "Payer", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_remittance_request_share_Transfer",
                table: "remittance_request_share",
                column: "Transfer",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "remittance_request");

            migrationBuilder.DropTable(
                name: "remittance_request_share");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MyPay.Domain.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Allowances : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "remittance_allowance",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Sender = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Receiver = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    SenderName = table.Column<string>(type: "TEXT", nullable: false),
                    ReceiverName = table.Column<string>(type: "TEXT", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    Memo = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    Rhythm = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    Day = table.Column<int>(type: "INTEGER", nullable: false),
                    Holidays = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    StartsOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    EndsOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    NextDue = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    NextRunOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    CalendarVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_remittance_allowance", x => x.Id);
                    table.CheckConstraint("ck_remittance_allowance_amount", "\"Amount\" > 0");
                });

            migrationBuilder.CreateTable(
                name: "remittance_allowance_run",
                columns: table => new
                {
                    Allowance = table.Column<Guid>(type: "TEXT", nullable: false),
                    Due = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    RunOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    NextTryAt = table.Column<long>(type: "INTEGER", nullable: true),
                    FailureCode = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    Transfer = table.Column<Guid>(type: "TEXT", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_remittance_allowance_run", x => new { x.Allowance, x.Due });
                });

            migrationBuilder.CreateIndex(
                name: "IX_remittance_allowance_Receiver",
                table: "remittance_allowance",
                column: "Receiver");

            migrationBuilder.CreateIndex(
                name: "IX_remittance_allowance_Sender",
                table: "remittance_allowance",
                column: "Sender");

            migrationBuilder.CreateIndex(
                name: "IX_remittance_allowance_State_NextRunOn",
                table: "remittance_allowance",
                columns: new[] { "State", "NextRunOn" });

            migrationBuilder.CreateIndex(
                name: "IX_remittance_allowance_run_State_NextTryAt",
                table: "remittance_allowance_run",
                columns: new[] { "State", "NextTryAt" });

            migrationBuilder.CreateIndex(
                name: "IX_remittance_allowance_run_Transfer",
                table: "remittance_allowance_run",
                column: "Transfer",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "remittance_allowance");

            migrationBuilder.DropTable(
                name: "remittance_allowance_run");
        }
    }
}

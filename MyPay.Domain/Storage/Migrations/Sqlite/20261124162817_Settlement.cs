using System;
using Microsoft.EntityFrameworkCore.Migrations;
using MyPay.Domain.Storage.Sqlite;

#nullable disable

namespace MyPay.Domain.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Settlement : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_payment_slip_Franchise_SoldOn",
                table: "payment_slip");

            migrationBuilder.CreateTable(
                name: "settlement_batch",
                columns: table => new
                {
                    No = table.Column<long>(type: "INTEGER", nullable: false),
                    Id = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    TradeName = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    CollectedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Collected = table.Column<long>(type: "INTEGER", nullable: false),
                    StartedById = table.Column<string>(type: "TEXT", nullable: false),
                    SealedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Lines = table.Column<int>(type: "INTEGER", nullable: false),
                    Gross = table.Column<long>(type: "INTEGER", nullable: false),
                    Cancelled = table.Column<long>(type: "INTEGER", nullable: false),
                    Fee = table.Column<long>(type: "INTEGER", nullable: false),
                    Vat = table.Column<long>(type: "INTEGER", nullable: false),
                    CarryIn = table.Column<long>(type: "INTEGER", nullable: false),
                    ReserveKept = table.Column<long>(type: "INTEGER", nullable: false),
                    PayOut = table.Column<long>(type: "INTEGER", nullable: false),
                    CarryOut = table.Column<long>(type: "INTEGER", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    LedgerSlip = table.Column<long>(type: "INTEGER", nullable: true),
                    ApprovedBy = table.Column<string>(type: "TEXT", nullable: true),
                    PaidAt = table.Column<long>(type: "INTEGER", nullable: true),
                    PaidOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Note = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    FailureCode = table.Column<string>(type: "TEXT", nullable: true),
                    FailureArgs = table.Column<string>(type: "TEXT", nullable: true),
                    Bank = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    MaskedNumber = table.Column<string>(type: "TEXT", nullable: false),
                    Holder = table.Column<string>(type: "TEXT", nullable: false),
                    Payouts = table.Column<int>(type: "INTEGER", nullable: false),
                    Call = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settlement_batch", x => x.No);
                    table.CheckConstraint("ck_settlement_batch_identity", "\"Gross\" - \"Cancelled\" - \"Fee\" - \"Vat\" + \"CarryIn\" - \"ReserveKept\" = \"PayOut\" + \"CarryOut\" OR \"SealedAt\" IS NULL");
                    table.CheckConstraint("ck_settlement_batch_payout", "\"PayOut\" >= 0 AND \"Gross\" >= 0 AND \"Cancelled\" >= 0 AND \"From\" <= \"To\"");
                });

            migrationBuilder.CreateTable(
                name: "settlement_day",
                columns: table => new
                {
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    Batches = table.Column<int>(type: "INTEGER", nullable: false),
                    Lines = table.Column<long>(type: "INTEGER", nullable: false),
                    PayOut = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settlement_day", x => x.Date);
                });

            migrationBuilder.CreateTable(
                name: "settlement_event",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Batch = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ById = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    Act = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Note = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settlement_event", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "settlement_franchise",
                columns: table => new
                {
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    LastTo = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Carry = table.Column<long>(type: "INTEGER", nullable: false),
                    Reserve = table.Column<long>(type: "INTEGER", nullable: false),
                    OwesSince = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settlement_franchise", x => x.Franchise);
                });

            migrationBuilder.CreateTable(
                name: "settlement_line",
                columns: table => new
                {
                    LedgerSlip = table.Column<long>(type: "INTEGER", nullable: false),
                    Batch = table.Column<long>(type: "INTEGER", nullable: false),
                    Tid = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    N = table.Column<int>(type: "INTEGER", nullable: false),
                    PartnerOrderId = table.Column<string>(type: "TEXT", nullable: false),
                    ItemName = table.Column<string>(type: "TEXT", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    Fee = table.Column<long>(type: "INTEGER", nullable: false),
                    Vat = table.Column<long>(type: "INTEGER", nullable: false),
                    RateBasisPoints = table.Column<int>(type: "INTEGER", nullable: false),
                    SoldOn = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settlement_line", x => x.LedgerSlip);
                });

            migrationBuilder.CreateTable(
                name: "settlement_payout",
                columns: table => new
                {
                    Batch = table.Column<long>(type: "INTEGER", nullable: false),
                    N = table.Column<int>(type: "INTEGER", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    Call = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    FailureCode = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settlement_payout", x => new { x.Batch, x.N });
                    table.CheckConstraint("ck_settlement_payout_amount", "\"Amount\" > 0");
                });

            migrationBuilder.CreateIndex(
                name: "IX_payment_slip_Franchise_SoldOn_LedgerSlip",
                table: "payment_slip",
                columns: new[] { "Franchise", "SoldOn", "LedgerSlip" });

            migrationBuilder.CreateIndex(
                name: "IX_settlement_batch_DueOn",
                table: "settlement_batch",
                column: "DueOn");

            migrationBuilder.CreateIndex(
                name: "IX_settlement_batch_Franchise_To",
                table: "settlement_batch",
                columns: new[] { "Franchise", "To" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_settlement_batch_Id",
                table: "settlement_batch",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_settlement_batch_PaidOn",
                table: "settlement_batch",
                column: "PaidOn");

            migrationBuilder.CreateIndex(
                name: "IX_settlement_batch_State_DueOn",
                table: "settlement_batch",
                columns: new[] { "State", "DueOn" });

            migrationBuilder.CreateIndex(
                name: "IX_settlement_batch_To_No",
                table: "settlement_batch",
                columns: new[] { "To", "No" });

            migrationBuilder.CreateIndex(
                name: "IX_settlement_event_Batch_Id",
                table: "settlement_event",
                columns: new[] { "Batch", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_settlement_line_Batch_LedgerSlip",
                table: "settlement_line",
                columns: new[] { "Batch", "LedgerSlip" });

            migrationBuilder.CreateIndex(
                name: "IX_settlement_payout_Batch",
                table: "settlement_payout",
                column: "Batch",
                unique: true,
                filter: "\"State\" <> 'Failed'");

            migrationBuilder.CreateIndex(
                name: "IX_settlement_payout_Call",
                table: "settlement_payout",
                column: "Call",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_settlement_payout_State_MadeAt",
                table: "settlement_payout",
                columns: new[] { "State", "MadeAt" });

            foreach (var table in new[] { "settlement_line", "settlement_event", "settlement_day" }) migrationBuilder.Sql(AppendOnlyGuard.For(table));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "settlement_batch");

            migrationBuilder.DropTable(
                name: "settlement_day");

            migrationBuilder.DropTable(
                name: "settlement_event");

            migrationBuilder.DropTable(
                name: "settlement_franchise");

            migrationBuilder.DropTable(
                name: "settlement_line");

            migrationBuilder.DropTable(
                name: "settlement_payout");

            migrationBuilder.DropIndex(
                name: "IX_payment_slip_Franchise_SoldOn_LedgerSlip",
                table: "payment_slip");

            migrationBuilder.CreateIndex(
                name: "IX_payment_slip_Franchise_SoldOn",
                table: "payment_slip",
                columns: new[] { "Franchise", "SoldOn" });
        }
    }
}

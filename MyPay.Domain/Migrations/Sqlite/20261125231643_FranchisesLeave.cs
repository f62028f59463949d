using System;
using Microsoft.EntityFrameworkCore.Migrations;
using MyPay.Domain.Ledger.Sqlite;

#nullable disable

namespace MyPay.Domain.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class FranchisesLeave : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_settlement_payout_Batch",
                table: "settlement_payout");

            migrationBuilder.AddColumn<long>(
                name: "ReturnSlip",
                table: "settlement_payout",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "KnownDevice",
                table: "membership_session",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ClosingAskedAt",
                table: "franchise_franchise",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ClosingReason",
                table: "franchise_franchise",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "LeftAt",
                table: "franchise_franchise",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "DeviceSince",
                table: "backoffice_outflow",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "franchise_account_change",
                columns: table => new
                {
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Bank = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    SealedNumber = table.Column<string>(type: "TEXT", nullable: false),
                    NumberIndex = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Masked = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Holder = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_franchise_account_change", x => x.Franchise);
                });

            migrationBuilder.CreateTable(
                name: "membership_device",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SignInId = table.Column<string>(type: "TEXT", nullable: false),
                    Token = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    FirstSeenAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_device", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "settlement_collected_fee",
                columns: table => new
                {
                    Line = table.Column<long>(type: "INTEGER", nullable: false),
                    Account = table.Column<string>(type: "TEXT", nullable: false),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    Slip = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settlement_collected_fee", x => x.Line);
                    table.CheckConstraint("ck_settlement_collected_fee_amount", "\"Amount\" > 0");
                });

            migrationBuilder.CreateTable(
                name: "settlement_debt",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    AfterTo = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Case = table.Column<string>(type: "TEXT", maxLength: 24, nullable: true),
                    Slip = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Maker = table.Column<string>(type: "TEXT", nullable: false),
                    Checker = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settlement_debt", x => x.Id);
                    table.CheckConstraint("ck_settlement_debt_amount", "\"Amount\" > 0");
                });

            migrationBuilder.CreateTable(
                name: "settlement_leaving",
                columns: table => new
                {
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false),
                    SettledAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Reopened = table.Column<int>(type: "INTEGER", nullable: false),
                    OwnerId = table.Column<string>(type: "TEXT", nullable: true),
                    OwnerName = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settlement_leaving", x => x.Franchise);
                });

            migrationBuilder.CreateIndex(
                name: "IX_settlement_payout_Batch",
                table: "settlement_payout",
                column: "Batch",
                unique: true,
                filter: "\"State\" <> 'Failed' AND \"State\" <> 'Returned'");

            migrationBuilder.CreateIndex(
                name: "IX_payment_webhook_delivery_State_Seq",
                table: "payment_webhook_delivery",
                columns: new[] { "State", "Seq" });

            migrationBuilder.CreateIndex(
                name: "IX_payment_recurring_key_Franchise_InactivatedAt",
                table: "payment_recurring_key",
                columns: new[] { "Franchise", "InactivatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_franchise_franchise_ClosingAskedAt",
                table: "franchise_franchise",
                column: "ClosingAskedAt",
                filter: "\"ClosingAskedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_membership_device_SignInId_Token",
                table: "membership_device",
                columns: new[] { "SignInId", "Token" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_settlement_collected_fee_Account_Date",
                table: "settlement_collected_fee",
                columns: new[] { "Account", "Date" });

            migrationBuilder.CreateIndex(
                name: "IX_settlement_collected_fee_At",
                table: "settlement_collected_fee",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_settlement_debt_Franchise_Id",
                table: "settlement_debt",
                columns: new[] { "Franchise", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_settlement_debt_Slip",
                table: "settlement_debt",
                column: "Slip",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_settlement_leaving_Since",
                table: "settlement_leaving",
                column: "Since",
                filter: "\"SettledAt\" IS NULL");

            foreach (var table in new[] { "settlement_collected_fee", "settlement_debt" }) migrationBuilder.Sql(AppendOnlyGuard.For(table));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "franchise_account_change");

            migrationBuilder.DropTable(
                name: "membership_device");

            migrationBuilder.DropTable(
                name: "settlement_collected_fee");

            migrationBuilder.DropTable(
                name: "settlement_debt");

            migrationBuilder.DropTable(
                name: "settlement_leaving");

            migrationBuilder.DropIndex(
                name: "IX_settlement_payout_Batch",
                table: "settlement_payout");

            migrationBuilder.DropIndex(
                name: "IX_payment_webhook_delivery_State_Seq",
                table: "payment_webhook_delivery");

            migrationBuilder.DropIndex(
                name: "IX_payment_recurring_key_Franchise_InactivatedAt",
                table: "payment_recurring_key");

            migrationBuilder.DropIndex(
                name: "IX_franchise_franchise_ClosingAskedAt",
                table: "franchise_franchise");

            migrationBuilder.DropColumn(
                name: "ReturnSlip",
                table: "settlement_payout");

            migrationBuilder.DropColumn(
                name: "KnownDevice",
                table: "membership_session");

            migrationBuilder.DropColumn(
                name: "ClosingAskedAt",
                table: "franchise_franchise");

            migrationBuilder.DropColumn(
                name: "ClosingReason",
                table: "franchise_franchise");

            migrationBuilder.DropColumn(
                name: "LeftAt",
                table: "franchise_franchise");

            migrationBuilder.DropColumn(
                name: "DeviceSince",
                table: "backoffice_outflow");

            migrationBuilder.CreateIndex(
                name: "IX_settlement_payout_Batch",
                table: "settlement_payout",
                column: "Batch",
                unique: true,
                filter: "\"State\" <> 'Failed'");
        }
    }
}

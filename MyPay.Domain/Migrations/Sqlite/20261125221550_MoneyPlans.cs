using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MyPay.Domain.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class MoneyPlans : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Envelope",
                table: "remittance_transfer",
                type: "TEXT",
                maxLength: 16,
                nullable: false,
                defaultValue: "None");

            migrationBuilder.AddColumn<string>(
                name: "Origin",
                table: "money_bank_move",
                type: "TEXT",
                maxLength: 12,
                nullable: false,
                defaultValue: "Hand");

            migrationBuilder.CreateTable(
                name: "money_auto_charge_run",
                columns: table => new
                {
                    Rule = table.Column<Guid>(type: "TEXT", nullable: false),
                    Occasion = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Origin = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Member = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Account = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    AccountLabel = table.Column<string>(type: "TEXT", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    LastDay = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    GivenUp = table.Column<bool>(type: "INTEGER", nullable: false),
                    NextTryAt = table.Column<long>(type: "INTEGER", nullable: true),
                    FailureCode = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    Charge = table.Column<Guid>(type: "TEXT", nullable: true),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_money_auto_charge_run", x => new { x.Rule, x.Occasion });
                });

            migrationBuilder.CreateTable(
                name: "money_movement_category",
                columns: table => new
                {
                    Member = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Number = table.Column<long>(type: "INTEGER", nullable: false),
                    Category = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_money_movement_category", x => new { x.Member, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "money_scheduled_charge",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Member = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Account = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    AccountLabel = table.Column<string>(type: "TEXT", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    PausedWhy = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Rhythm = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    Day = table.Column<int>(type: "INTEGER", nullable: false),
                    Holidays = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    StartsOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    EndsOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    NextDue = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    NextRunOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    CalendarVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_money_scheduled_charge", x => x.Id);
                    table.CheckConstraint("ck_money_scheduled_charge_amount", "\"Amount\" > 0");
                });

            migrationBuilder.CreateTable(
                name: "money_shop_category",
                columns: table => new
                {
                    Member = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Shop = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Category = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_money_shop_category", x => new { x.Member, x.Shop });
                });

            migrationBuilder.CreateTable(
                name: "money_threshold_charge",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Member = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Wallet = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Account = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    AccountLabel = table.Column<string>(type: "TEXT", nullable: false),
                    Below = table.Column<long>(type: "INTEGER", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    PausedWhy = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Crossing = table.Column<long>(type: "INTEGER", nullable: false),
                    LookedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Failures = table.Column<int>(type: "INTEGER", nullable: false),
                    SetAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_money_threshold_charge", x => x.Id);
                    table.CheckConstraint("ck_money_threshold_charge_amount", "\"Below\" > 0 AND \"Amount\" > 0");
                });

            migrationBuilder.CreateTable(
                name: "remittance_contact",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Owner = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Member = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    Bank = table.Column<string>(type: "TEXT", nullable: true),
                    SealedNumber = table.Column<string>(type: "TEXT", nullable: true),
                    AccountLabel = table.Column<string>(type: "TEXT", nullable: true),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Nickname = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Starred = table.Column<bool>(type: "INTEGER", nullable: false),
                    Removed = table.Column<bool>(type: "INTEGER", nullable: false),
                    LastAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_remittance_contact", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_franchise_franchise_TradeName",
                table: "franchise_franchise",
                column: "TradeName");

            migrationBuilder.CreateIndex(
                name: "IX_money_auto_charge_run_Charge",
                table: "money_auto_charge_run",
                column: "Charge",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_money_auto_charge_run_Rule_MadeAt",
                table: "money_auto_charge_run",
                columns: new[] { "Rule", "MadeAt" });

            migrationBuilder.CreateIndex(
                name: "IX_money_auto_charge_run_State_NextTryAt",
                table: "money_auto_charge_run",
                columns: new[] { "State", "NextTryAt" });

            migrationBuilder.CreateIndex(
                name: "IX_money_scheduled_charge_Member",
                table: "money_scheduled_charge",
                column: "Member");

            migrationBuilder.CreateIndex(
                name: "IX_money_scheduled_charge_State_NextRunOn",
                table: "money_scheduled_charge",
                columns: new[] { "State", "NextRunOn" });

            migrationBuilder.CreateIndex(
                name: "IX_money_threshold_charge_Member",
                table: "money_threshold_charge",
                column: "Member",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_money_threshold_charge_State",
                table: "money_threshold_charge",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_remittance_contact_Owner_Key",
                table: "remittance_contact",
                columns: new[] { "Owner", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_remittance_contact_Owner_LastAt",
                table: "remittance_contact",
                columns: new[] { "Owner", "LastAt" });

            // Members who were sent to before there was a list stand on it from the start. Accounts do not: their numbers were never kept beside a transfer.
            migrationBuilder.Sql("""
                INSERT INTO remittance_contact ("Id", "Owner", "Key", "Member", "Name", "Starred", "Removed", "LastAt")
                SELECT "Id", "Sender", 'member:' || "Receiver", "Receiver", "ReceiverName", 0, 0, max("SentAt")
                FROM remittance_transfer WHERE "Receiver" IS NOT NULL GROUP BY "Sender", "Receiver";
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "money_auto_charge_run");

            migrationBuilder.DropTable(
                name: "money_movement_category");

            migrationBuilder.DropTable(
                name: "money_scheduled_charge");

            migrationBuilder.DropTable(
                name: "money_shop_category");

            migrationBuilder.DropTable(
                name: "money_threshold_charge");

            migrationBuilder.DropTable(
                name: "remittance_contact");

            migrationBuilder.DropIndex(
                name: "IX_franchise_franchise_TradeName",
                table: "franchise_franchise");

            migrationBuilder.DropColumn(
                name: "Envelope",
                table: "remittance_transfer");

            migrationBuilder.DropColumn(
                name: "Origin",
                table: "money_bank_move");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MyPay.Domain.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RecurringConsents : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "BalanceOnly",
                table: "payment_recurring_key",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "CapMonth",
                table: "payment_recurring_key",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "CapOnce",
                table: "payment_recurring_key",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "LastAmount",
                table: "payment_recurring_key",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "PausedAt",
                table: "payment_recurring_key",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Taken",
                table: "payment_recurring_key",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<DateOnly>(
                name: "TakenIn",
                table: "payment_recurring_key",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "AgreedBalanceOnly",
                table: "payment_purchase",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "AgreedMonth",
                table: "payment_purchase",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "AgreedOnce",
                table: "payment_purchase",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_payment_recurring_key_Cid_CreatedAt_Sid",
                table: "payment_recurring_key",
                columns: new[] { "Cid", "CreatedAt", "Sid" });

            migrationBuilder.CreateIndex(
                name: "IX_payment_purchase_Sid_ApprovedAt",
                table: "payment_purchase",
                columns: new[] { "Sid", "ApprovedAt" },
                filter: "\"Sid\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_payment_recurring_key_Cid_CreatedAt_Sid",
                table: "payment_recurring_key");

            migrationBuilder.DropIndex(
                name: "IX_payment_purchase_Sid_ApprovedAt",
                table: "payment_purchase");

            migrationBuilder.DropColumn(
                name: "BalanceOnly",
                table: "payment_recurring_key");

            migrationBuilder.DropColumn(
                name: "CapMonth",
                table: "payment_recurring_key");

            migrationBuilder.DropColumn(
                name: "CapOnce",
                table: "payment_recurring_key");

            migrationBuilder.DropColumn(
                name: "LastAmount",
                table: "payment_recurring_key");

            migrationBuilder.DropColumn(
                name: "PausedAt",
                table: "payment_recurring_key");

            migrationBuilder.DropColumn(
                name: "Taken",
                table: "payment_recurring_key");

            migrationBuilder.DropColumn(
                name: "TakenIn",
                table: "payment_recurring_key");

            migrationBuilder.DropColumn(
                name: "AgreedBalanceOnly",
                table: "payment_purchase");

            migrationBuilder.DropColumn(
                name: "AgreedMonth",
                table: "payment_purchase");

            migrationBuilder.DropColumn(
                name: "AgreedOnce",
                table: "payment_purchase");
        }
    }
}

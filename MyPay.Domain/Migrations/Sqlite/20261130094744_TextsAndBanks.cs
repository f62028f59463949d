using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MyPay.Domain.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class TextsAndBanks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Color",
                table: "banking_bank");

            migrationBuilder.AddColumn<string>(
                name: "PartnerOrderKey",
                table: "payment_purchase",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FormerNames",
                table: "banking_bank",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_payment_purchase_Franchise_PartnerOrderKey",
                table: "payment_purchase",
                columns: new[] { "Franchise", "PartnerOrderKey" },
                filter: "\"PartnerOrderKey\" IS NOT NULL");

            // What was sold before is found by every spelling, too.
            migrationBuilder.Sql("""UPDATE payment_purchase SET "PartnerOrderKey" = trim(mypay_folded("PartnerOrderId")) WHERE trim(mypay_folded("PartnerOrderId")) <> "PartnerOrderId" """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_payment_purchase_Franchise_PartnerOrderKey",
                table: "payment_purchase");

            migrationBuilder.DropColumn(
                name: "PartnerOrderKey",
                table: "payment_purchase");

            migrationBuilder.DropColumn(
                name: "FormerNames",
                table: "banking_bank");

            migrationBuilder.AddColumn<string>(
                name: "Color",
                table: "banking_bank",
                type: "TEXT",
                nullable: false,
                defaultValue: "");
        }
    }
}

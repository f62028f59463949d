using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MyPay.Domain.Migrations.PostgreSql
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
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "FormerNames",
                table: "banking_bank",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.CreateIndex(
                name: "IX_payment_purchase_Franchise_PartnerOrderKey",
                table: "payment_purchase",
                columns: new[] { "Franchise", "PartnerOrderKey" },
                filter: "\"PartnerOrderKey\" IS NOT NULL");

            // What was sold before is found by every spelling, too.
            migrationBuilder.Sql("""UPDATE payment_purchase SET "PartnerOrderKey" = btrim(normalize("PartnerOrderId", NFKC)) WHERE btrim(normalize("PartnerOrderId", NFKC)) <> "PartnerOrderId" """);
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
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");
        }
    }
}

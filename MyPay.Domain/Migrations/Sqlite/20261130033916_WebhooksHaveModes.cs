using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MyPay.Domain.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class WebhooksHaveModes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_payment_webhook_endpoint_Franchise_RemovedAt",
                table: "payment_webhook_endpoint");

            migrationBuilder.DropIndex(
                name: "IX_payment_webhook_delivery_Franchise_Seq",
                table: "payment_webhook_delivery");

            migrationBuilder.DropIndex(
                name: "IX_payment_api_call_Franchise_Seq",
                table: "payment_api_call");

            migrationBuilder.AddColumn<bool>(
                name: "Live",
                table: "payment_webhook_message",
                type: "INTEGER",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<bool>(
                name: "Live",
                table: "payment_webhook_endpoint",
                type: "INTEGER",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<bool>(
                name: "Live",
                table: "payment_webhook_delivery",
                type: "INTEGER",
                nullable: false,
                defaultValue: true);

            // Endpoints that are there stay with live payments; what was told of test payments says so in its body.
            migrationBuilder.Sql("""UPDATE payment_webhook_message SET "Live" = 0 WHERE instr("Body", CAST('"live":false' AS BLOB)) > 0""");
            migrationBuilder.Sql("""UPDATE payment_webhook_delivery SET "Live" = 0 WHERE "Message" IN (SELECT "Id" FROM payment_webhook_message WHERE NOT "Live")""");

            migrationBuilder.CreateIndex(
                name: "IX_payment_webhook_endpoint_Franchise_Live_RemovedAt",
                table: "payment_webhook_endpoint",
                columns: new[] { "Franchise", "Live", "RemovedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_payment_webhook_delivery_Franchise_Live_Seq",
                table: "payment_webhook_delivery",
                columns: new[] { "Franchise", "Live", "Seq" });

            migrationBuilder.CreateIndex(
                name: "IX_payment_api_call_Franchise_Live_Seq",
                table: "payment_api_call",
                columns: new[] { "Franchise", "Live", "Seq" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_payment_webhook_endpoint_Franchise_Live_RemovedAt",
                table: "payment_webhook_endpoint");

            migrationBuilder.DropIndex(
                name: "IX_payment_webhook_delivery_Franchise_Live_Seq",
                table: "payment_webhook_delivery");

            migrationBuilder.DropIndex(
                name: "IX_payment_api_call_Franchise_Live_Seq",
                table: "payment_api_call");

            migrationBuilder.DropColumn(
                name: "Live",
                table: "payment_webhook_message");

            migrationBuilder.DropColumn(
                name: "Live",
                table: "payment_webhook_endpoint");

            migrationBuilder.DropColumn(
                name: "Live",
                table: "payment_webhook_delivery");

            migrationBuilder.CreateIndex(
                name: "IX_payment_webhook_endpoint_Franchise_RemovedAt",
                table: "payment_webhook_endpoint",
                columns: new[] { "Franchise", "RemovedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_payment_webhook_delivery_Franchise_Seq",
                table: "payment_webhook_delivery",
                columns: new[] { "Franchise", "Seq" });

            migrationBuilder.CreateIndex(
                name: "IX_payment_api_call_Franchise_Seq",
                table: "payment_api_call",
                columns: new[] { "Franchise", "Seq" });
        }
    }
}

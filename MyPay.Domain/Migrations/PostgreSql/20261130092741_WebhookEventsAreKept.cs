using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MyPay.Domain.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class WebhookEventsAreKept : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "Sample",
                table: "payment_webhook_message",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateIndex(
                name: "IX_payment_webhook_message_At",
                table: "payment_webhook_message",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_payment_webhook_message_Franchise_Live_At_Id",
                table: "payment_webhook_message",
                columns: new[] { "Franchise", "Live", "At", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_payment_webhook_message_At",
                table: "payment_webhook_message");

            migrationBuilder.DropIndex(
                name: "IX_payment_webhook_message_Franchise_Live_At_Id",
                table: "payment_webhook_message");

            migrationBuilder.DropColumn(
                name: "Sample",
                table: "payment_webhook_message");
        }
    }
}

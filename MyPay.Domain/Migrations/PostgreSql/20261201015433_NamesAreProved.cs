using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MyPay.Domain.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class NamesAreProved : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "NameProvedAt",
                table: "membership_member",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "NewName",
                table: "membership_account_check",
                type: "text",
                maxLength: 40,
                nullable: true,
                collation: "C");

            // Whoever linked an account in their name has proved it since.
            migrationBuilder.Sql(
                """
                UPDATE membership_member SET "NameProvedAt" = (
                    SELECT min(a."VerifiedAt") FROM membership_linked_account a
                    WHERE a."Member" = membership_member."Id"
                      AND replace(upper(a."Holder"), ' ', '') = replace(upper(membership_member."Name"), ' ', ''))
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "NameProvedAt",
                table: "membership_member");

            migrationBuilder.DropColumn(
                name: "NewName",
                table: "membership_account_check");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MyPay.Domain.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Notices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "membership_notice",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Member = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Event = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: true),
                    Name = table.Column<string>(type: "TEXT", nullable: true),
                    Detail = table.Column<string>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ReadAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_notice", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "membership_silenced_kind",
                columns: table => new
                {
                    Member = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_silenced_kind", x => new { x.Member, x.Kind });
                });

            migrationBuilder.CreateIndex(
                name: "IX_membership_notice_Member_At",
                table: "membership_notice",
                columns: new[] { "Member", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_membership_notice_Member_Event_Source",
                table: "membership_notice",
                columns: new[] { "Member", "Event", "Source" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_membership_notice_unread",
                table: "membership_notice",
                column: "Member",
                filter: "\"ReadAt\" IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "membership_notice");

            migrationBuilder.DropTable(
                name: "membership_silenced_kind");
        }
    }
}

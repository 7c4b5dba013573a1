export default function Classics() {
  return null
}
